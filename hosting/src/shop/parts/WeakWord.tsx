import { useSpeech } from "../../shared/speech.tsx";
import { texts } from "../texts.ts";

/** What the button that leads to such a proof is described by. */
export const weakWordId = "weak-word";

/** Tells the clerk, before there is a proof, that it would say less than it could, and how to get one that says all. */
export function WeakWord() {
  const { say } = useSpeech();
  return (
    <p id={weakWordId} class="beforehand">
      {say(texts.weakWord)}
    </p>
  );
}
