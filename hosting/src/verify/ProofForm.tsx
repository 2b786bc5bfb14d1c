import { useEffect, useRef, useState } from "preact/hooks";
import { takeField } from "../shared/field.ts";
import { Scanner } from "../shared/Scanner.tsx";
import { Submit } from "../shared/Submit.tsx";
import { useSpeech } from "../shared/speech.tsx";
import { texts } from "./texts.ts";

interface ProofFormProps {
  readonly given: string;
  readonly isBusy: boolean;
  readonly onVerify: (jws: string, shown: string) => void;
}

/** The proof, pasted, scanned or brought by a link, and what the phone in one's hand shows. */
export function ProofForm({ given, isBusy, onVerify }: ProofFormProps) {
  const { say } = useSpeech();
  const [proof, shown] = [useRef<HTMLTextAreaElement>(null), useRef<HTMLInputElement>(null)];
  const [isMissing, setMissing] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const take = (text: string) => {
    if (proof.current) proof.current.value = text;
    setScanning(false);
    shown.current?.focus();
  };
  useEffect(() => {
    if (given !== "") take(given);
  }, [given]);
  const submit = (event: SubmitEvent) => {
    const text = takeField(event, "proof").trim();
    setMissing(text === "");
    if (text === "") proof.current?.focus();
    else onVerify(text, takeField(event, "shown"));
  };
  return (
    <>
      <form onSubmit={submit} noValidate>
        <label for="proof">{say(texts.proof)}</label>
        <textarea
          ref={proof}
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
        {!isScanning && (
          <p>
            <button type="button" onClick={() => setScanning(true)}>
              {say(texts.scan)}
            </button>
          </p>
        )}
        <label for="shown">{say(texts.shown)}</label>
        <input ref={shown} id="shown" name="shown" autocomplete="off" aria-describedby="shown-hint" />
        <p id="shown-hint" class="hint">
          {say(texts.shownHint)}
        </p>
        <Submit words={texts.check} busyWords={texts.checking} isBusy={isBusy} />
      </form>
      {isScanning && <Scanner accept={acceptAny(take)} onClose={() => setScanning(false)} />}
    </>
  );
}

/** Whether it is a proof, `verifyProof` says, in words. */
function acceptAny(take: (text: string) => void): (text: string) => boolean {
  return (text) => {
    take(text);
    return true;
  };
}
