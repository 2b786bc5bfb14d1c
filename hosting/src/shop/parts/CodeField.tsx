import { useEffect, useState } from "preact/hooks";
import { takeField } from "../../shared/field.ts";
import { Scanner } from "../../shared/Scanner.tsx";
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
  const [isScanning, setScanning] = useState(false);
  useEffect(() => {
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
  return (
    <>
      <Trouble page={page} shop={shop} />
      <form onSubmit={submit} noValidate>
        <h2>{say(texts.codeTitle)}</h2>
        <label for="code">{say(texts.code)}</label>
        <input
          ref={field}
          id="code"
          name="code"
          class="big"
          inputMode="numeric"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={isUnreadable}
          aria-describedby={isUnreadable ? "code-wrong code-hint" : "code-hint"}
        />
        {isUnreadable && (
          <p id="code-wrong" role="alert">
            {say(texts.codeUnreadable)}
          </p>
        )}
        <p id="code-hint" class="hint">
          {say(texts.codeHint)}
        </p>
        <div class="buttons">
          <Submit words={texts.check} busyWords={texts.checking} isBusy={page.state === "checking"} />
          {!isScanning && (
            <button type="button" onClick={() => setScanning(true)}>
              {say(texts.scan)}
            </button>
          )}
        </div>
      </form>
      {isScanning && <Scanner accept={look} onClose={() => setScanning(false)} />}
    </>
  );
}
