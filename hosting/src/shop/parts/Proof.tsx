import { QrCode } from "../../shared/QrCode.tsx";
import { useSpeech } from "../../shared/speech.tsx";
import { toTime } from "../../shared/toTime.ts";
import { useFocus } from "../../shared/useFocus.ts";
import type { ClearanceProof } from "../clearanceView.ts";
import { texts } from "../texts.ts";

/** The proof to hand over, on the screen or on paper. */
export function Proof({ proof }: { readonly proof: ClearanceProof }) {
  const { say, language } = useSpeech();
  const heading = useFocus<HTMLHeadingElement>();
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {say(texts.proofTitle)}
      </h2>
      <QrCode text={proof.qr} name={say(texts.proofTitle)} />
      <p>{say(texts.proofHint)}</p>
      <dl class="answers">
        <dt>{say(texts.verificationCode)}</dt>
        <dd>{proof.verificationCode}</dd>
        <dt>{say(texts.validUntil)}</dt>
        <dd>{toTime(proof.expiresAt, language)}</dd>
      </dl>
      <button type="button" onClick={() => window.print()}>
        {say(texts.print)}
      </button>
    </section>
  );
}
