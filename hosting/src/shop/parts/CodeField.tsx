import { useLayoutEffect, useState } from "preact/hooks";
import { Field } from "../../shared/Field.tsx";
import { takeField } from "../../shared/field.ts";
import { Scan } from "../../shared/Scan.tsx";
import { Submit } from "../../shared/Submit.tsx";
import { useSpeech } from "../../shared/speech.tsx";
import { useFocus } from "../../shared/useFocus.ts";
import { readGiven } from "../given.ts";
import { texts } from "../texts.ts";
import type { PartProps } from "./props.ts";
import { Trouble } from "./Trouble.tsx";

/** The one field: what the holder reads out or shows, typed or scanned. */
export function CodeField({ page, shop }: PartProps) {
  const { say } = useSpeech();
  const field = useFocus<HTMLInputElement>();
  const [isUnreadable, setUnreadable] = useState(false);
  // Before it is painted: what somebody types at once must not be written over.
  useLayoutEffect(() => {
    if (field.current && page.given !== undefined) field.current.value = page.given;
  }, [page.given]);
  // A scanned code was chosen by holding it up, so it is looked up at once; a link might be anybody's.
  const look = (text: string) => {
    const given = readGiven(text);
    setUnreadable(!given);
    if (given) void shop.check(given);
    return given !== undefined;
  };
  const submit = (event: SubmitEvent) => {
    if (!look(takeField(event, "code"))) field.current?.focus();
  };
  const wrong = isUnreadable ? texts.codeUnreadable : undefined;
  return (
    <>
      <Trouble page={page} shop={shop} />
      <form onSubmit={submit} noValidate>
        <h2>{say(texts.codeTitle)}</h2>
        <Field name="code" label={texts.code} hint={texts.codeHint} wrong={wrong} field={field} isDigits />
        <p class="hint">{say(texts.codeWord)}</p>
        <div class="buttons">
          <Submit words={texts.check} busyWords={texts.checking} isBusy={page.state === "checking"} />
          <Scan accept={look} />
        </div>
      </form>
    </>
  );
}
