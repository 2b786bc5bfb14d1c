import type { RefObject } from "preact";
import type { Words } from "./language.ts";
import { useSpeech } from "./speech.tsx";

interface FieldProps {
  /** Its id, and its name in the form. */
  readonly name: string;
  readonly label: Words;
  readonly hint: Words;
  /** What is wrong with what was entered, and what to enter instead. */
  readonly wrong?: Words | undefined;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly isDigits?: boolean;
}

/** A field with its label, its hint and what is wrong with it, told together by screen readers. Browsers keep nothing of it. */
export function Field({ name, label, hint, wrong, field, isDigits = false }: FieldProps) {
  const { say } = useSpeech();
  return (
    <>
      <label for={name}>{say(label)}</label>
      <input
        ref={field}
        id={name}
        name={name}
        {...(isDigits && { class: "big", inputMode: "numeric" })}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong ? `${name}-wrong ${name}-hint` : `${name}-hint`}
      />
      {wrong && (
        <p id={`${name}-wrong`} role="alert">
          {say(wrong)}
        </p>
      )}
      <p id={`${name}-hint`} class="hint">
        {say(hint)}
      </p>
    </>
  );
}
