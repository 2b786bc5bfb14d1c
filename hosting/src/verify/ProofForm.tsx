import { useEffect, useRef, useState } from "preact/hooks";
import { Field } from "../shared/Field.tsx";
import { takeField } from "../shared/field.ts";
import { Scan } from "../shared/Scan.tsx";
import { Submit } from "../shared/Submit.tsx";
import { ProofText } from "./ProofText.tsx";
import { texts } from "./texts.ts";

interface ProofFormProps {
  readonly given: string;
  readonly isBusy: boolean;
  readonly onVerify: (jws: string, shown: string) => void;
}

/** The proof, pasted, scanned or brought by a link, and what the phone in one's hand shows. */
export function ProofForm({ given, isBusy, onVerify }: ProofFormProps) {
  const [proof, shown] = [useRef<HTMLTextAreaElement>(null), useRef<HTMLInputElement>(null)];
  const [isMissing, setMissing] = useState(false);
  /** Whether it is a proof, `verifyProof` says, in words: any text is taken. */
  const take = (text: string) => {
    if (proof.current) proof.current.value = text;
    shown.current?.focus();
    return true;
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
    <form onSubmit={submit} noValidate>
      <ProofText field={proof} isMissing={isMissing} />
      <div class="buttons">
        <Scan accept={take} />
      </div>
      <Field name="shown" label={texts.shown} hint={texts.shownHint} field={shown} />
      <Submit words={texts.check} busyWords={texts.checking} isBusy={isBusy} />
    </form>
  );
}
