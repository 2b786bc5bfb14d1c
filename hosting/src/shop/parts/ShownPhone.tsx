import { useState } from "preact/hooks";
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
  return (
    <form onSubmit={submit} noValidate>
      <h3>{say(texts.proveTitle)}</h3>
      <label for="shown">{say(texts.shown)}</label>
      <input
        ref={field}
        id="shown"
        name="shown"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? "shown-missing shown-hint" : "shown-hint"}
      />
      {isMissing && (
        <p id="shown-missing" role="alert">
          {say(texts.shownMissing)}
        </p>
      )}
      <p id="shown-hint" class="hint">
        {say(texts.shownHint)}
      </p>
      <Submit words={texts.issue} busyWords={texts.working} isBusy={isBusy} />
    </form>
  );
}
