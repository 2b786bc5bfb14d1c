import { useState } from "preact/hooks";
import { Field } from "../../shared/Field.tsx";
import { takeField } from "../../shared/field.ts";
import { Submit } from "../../shared/Submit.tsx";
import { useSpeech } from "../../shared/speech.tsx";
import { useFocus } from "../../shared/useFocus.ts";
import type { Shop } from "../shop.ts";
import { texts } from "../texts.ts";

/** Asks for what the phone shows of itself: the proof is bound to it. */
export function ShownPhone({ isBusy, shop }: { readonly isBusy: boolean; readonly shop: Shop }) {
  const { say } = useSpeech();
  const field = useFocus<HTMLInputElement>();
  const [isMissing, setMissing] = useState(false);
  const submit = (event: SubmitEvent) => {
    const shown = takeField(event, "shown").normalize("NFKC").trim();
    setMissing(shown === "");
    if (shown === "") field.current?.focus();
    else void shop.getProof(shown);
  };
  const wrong = isMissing ? texts.shownMissing : undefined;
  return (
    <form onSubmit={submit} noValidate>
      <h3>{say(texts.proveTitle)}</h3>
      <Field name="shown" label={texts.shown} hint={texts.shownHint} wrong={wrong} field={field} />
      <Submit words={texts.issue} busyWords={texts.working} isBusy={isBusy} />
    </form>
  );
}
