import type { RefObject } from "preact";
import { useSpeech } from "../shared/speech.tsx";
import { texts } from "./texts.ts";

interface ProofTextProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly isMissing: boolean;
}

/** Where the proof is pasted, or shown once it was scanned or a link brought it. */
export function ProofText({ field, isMissing }: ProofTextProps) {
  const { say } = useSpeech();
  return (
    <>
      <label for="proof">{say(texts.proof)}</label>
      <textarea
        ref={field}
        id="proof"
        name="proof"
        rows={3}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? "proof-missing" : undefined}
      />
      {isMissing && (
        <p id="proof-missing" role="alert">
          {say(texts.proofMissing)}
        </p>
      )}
    </>
  );
}
