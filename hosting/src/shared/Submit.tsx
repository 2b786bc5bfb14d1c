import type { Words } from "./language.ts";
import { useSpeech } from "./speech.tsx";

interface SubmitProps {
  readonly words: Words;
  readonly busyWords: Words;
  readonly isBusy: boolean;
}

/** A form's button. Busy, it says so and stays where the focus is, which a disabled one would lose. */
export function Submit({ words, busyWords, isBusy }: SubmitProps) {
  const { say } = useSpeech();
  return (
    <button type="submit" class="first" aria-disabled={isBusy}>
      <span aria-live="polite">{say(isBusy ? busyWords : words)}</span>
    </button>
  );
}
