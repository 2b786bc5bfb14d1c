import { useSpeech } from "../shared/speech.tsx";
import { toTime } from "../shared/toTime.ts";
import { useFocus } from "../shared/useFocus.ts";
import { findingWords } from "./findingWords.ts";
import { texts } from "./texts.ts";
import type { VerifiedProof } from "./verifyProof.ts";

const signs = { ok: "✓", doubtful: "!", notOk: "✕", unknown: "?" } as const;

/** What a proof came to, big, in colour and in words. What it says is shown of one that holds alone, whoever looked at the phone. */
export function Finding({ found }: { readonly found: VerifiedProof }) {
  const { say } = useSpeech();
  const heading = useFocus<HTMLHeadingElement>();
  const { look, title, todo } = findingWords[found.reason];
  return (
    <>
      <section class={`verdict ${look}`}>
        <h2 ref={heading} tabIndex={-1}>
          <span aria-hidden="true">{signs[look]}</span> {say(title)}
        </h2>
        <p>{say(todo)}</p>
      </section>
      {(look === "ok" || look === "doubtful") && found.claims && <Claims claims={found.claims} />}
    </>
  );
}

function Claims({ claims }: Required<Pick<VerifiedProof, "claims">>) {
  const { say, language } = useSpeech();
  const time = (seconds: number) => toTime(new Date(seconds * 1000).toISOString(), language);
  return (
    <section>
      <h3>{say(texts.says)}</h3>
      <dl class="answers">
        <dt>{say(texts.model)}</dt>
        <dd>{claims.model}</dd>
        <dt>{say(texts.clearedAt)}</dt>
        <dd>{time(claims.clearedAt)}</dd>
        <dt>{say(texts.issuedAt)}</dt>
        <dd>{time(claims.iat)}</dd>
        <dt>{say(texts.validUntil)}</dt>
        <dd>{time(claims.exp)}</dd>
        <dt>{say(texts.shownBy)}</dt>
        <dd>{say(texts[claims.phone.shownBy])}</dd>
      </dl>
    </section>
  );
}
