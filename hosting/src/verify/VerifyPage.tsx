import { useState } from "preact/hooks";
import { LanguageSwitch } from "../shared/LanguageSwitch.tsx";
import { Speaking, useChosenSpeech } from "../shared/speech.tsx";
import { Finding } from "./Finding.tsx";
import { ProofForm } from "./ProofForm.tsx";
import { publishedKeys } from "./publishedKeys.ts";
import { texts } from "./texts.ts";
import { type VerifiedProof, verifyProof } from "./verifyProof.ts";

/** What the last try came to: a finding, numbered because the next may be the same, or no keys to find anything with. */
type Outcome = { readonly found: VerifiedProof; readonly number: number } | "busy" | "noKeys";

/** The page on which anybody checks a proof. `given` is what a link brought. */
export function VerifyPage({ given }: { readonly given: string }) {
  const speech = useChosenSpeech(texts.title);
  const [outcome, setOutcome] = useState<Outcome>();
  const verify = async (jws: string, shown: string) => {
    if (outcome === "busy") return;
    setOutcome("busy");
    try {
      const keys = await publishedKeys(fetch);
      const typed = shown.trim() === "" ? undefined : shown;
      const found = await verifyProof({
        jws,
        keys,
        issuer: location.origin,
        shown: typed,
        now: new Date(),
      });
      setOutcome({ found, number: performance.now() });
    } catch {
      setOutcome("noKeys");
    }
  };
  return (
    <Speaking value={speech}>
      <header>
        <h1>{speech.say(texts.title)}</h1>
        <LanguageSwitch />
      </header>
      <main>
        <p>{speech.say(texts.intro)}</p>
        {outcome === "noKeys" && (
          <p class="trouble" role="alert">
            {speech.say(texts.keysMissing)}
          </p>
        )}
        {typeof outcome === "object" && <Finding key={outcome.number} found={outcome.found} />}
        <ProofForm given={given} isBusy={outcome === "busy"} onVerify={verify} />
      </main>
    </Speaking>
  );
}
