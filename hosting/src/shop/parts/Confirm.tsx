import { useEffect, useRef } from "preact/hooks";
import { useSpeech } from "../../shared/speech.tsx";
import { texts } from "../texts.ts";

interface ConfirmProps {
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before an initialisation is recorded under the clerk's account. Escape means no, and so does Enter pressed once too often. */
export function Confirm({ onYes, onNo }: ConfirmProps) {
  const { say } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="question" onClose={onNo}>
      <p id="question">{say(texts.initialiseQuestion)}</p>
      <div class="buttons">
        <button type="button" class="first" onClick={onYes}>
          {say(texts.initialiseYes)}
        </button>
        <button type="button" autofocus onClick={onNo}>
          {say(texts.cancel)}
        </button>
      </div>
    </dialog>
  );
}
