import { useState } from "preact/hooks";
import { Frame } from "../shared/Frame.tsx";
import { Finding } from "./Finding.tsx";
import { Intro, KeysMissing } from "./Messages.tsx";
import { ProofForm } from "./ProofForm.tsx";
import { publishedKeys } from "./publishedKeys.ts";
import { texts } from "./texts.ts";
import { type VerifiedProof, verifyProof } from "./verifyProof.ts";

/** What the last try came to: a finding, numbered because the next may be the same, or no keys to find anything with. */
type Outcome = { readonly found: VerifiedProof; readonly number: number } | "busy" | "noKeys";

/** The page on which anybody checks a proof. `given` is what a link brought. */
export function VerifyPage({ given }: { readonly given: string }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const verify = async (jws: string, shown: string) => {
    if (outcome === "busy") return;
    setOutcome("busy");
    setOutcome(await outcomeOf(jws, shown));
  };
  return (
    <Frame title={texts.title}>
      <Intro />
      {outcome === "noKeys" && <KeysMissing />}
      {typeof outcome === "object" && <Finding key={outcome.number} found={outcome.found} />}
      <ProofForm given={given} isBusy={outcome === "busy"} onVerify={verify} />
    </Frame>
  );
}

async function outcomeOf(jws: string, typed: string): Promise<Outcome> {
  const shown = typed.trim() === "" ? undefined : typed;
  const keys = await publishedKeys(fetch).catch(() => undefined);
  if (keys === undefined) return "noKeys";
  const found = await verifyProof({ jws, keys, issuer: location.origin, shown, now: new Date() });
  return { found, number: performance.now() };
}
