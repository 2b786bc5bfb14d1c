import { useSpeech } from "../../shared/speech.tsx";
import { texts } from "../texts.ts";
import { troubleWords } from "../troubleWords.ts";
import type { PartProps } from "./props.ts";

/** What went wrong, said at once by screen readers, and a way to send the same again where that makes sense. */
export function Trouble({ page: { trouble, mayRetry }, shop }: PartProps) {
  const { say } = useSpeech();
  if (!trouble) return null;
  return (
    <div class="trouble" role="alert">
      <p>{say(troubleWords(trouble))}</p>
      {trouble.kind === "refused" && (
        <p class="hint">
          {say(texts.reference)}:{" "}
          <code>{[trouble.code, trouble.correlationId].filter(Boolean).join(" ")}</code>
        </p>
      )}
      {mayRetry && (
        <button type="button" onClick={() => shop.retry()}>
          {say(texts.retry)}
        </button>
      )}
    </div>
  );
}
