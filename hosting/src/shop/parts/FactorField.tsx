import type { RefObject } from "preact";
import { takeDigits } from "../../shared/field.ts";
import type { Words } from "../../shared/language.ts";
import { useSpeech } from "../../shared/speech.tsx";

interface FactorFieldProps {
  readonly label: Words;
  readonly field?: RefObject<HTMLInputElement | null>;
}

const name = "factor";

/** The field for the code that an authenticator app shows. */
export function FactorField({ label, field }: FactorFieldProps) {
  const { say } = useSpeech();
  return (
    <>
      <label for={name}>{say(label)}</label>
      <input
        ref={field ?? null}
        id={name}
        name={name}
        class="big"
        inputMode="numeric"
        autocomplete="one-time-code"
        required
      />
    </>
  );
}

/** The code in the form that was sent off. */
export function takeFactor(event: SubmitEvent): string {
  return takeDigits(event, name);
}
