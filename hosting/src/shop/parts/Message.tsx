import { useSpeech } from "../../shared/speech.tsx";
import { texts } from "../texts.ts";
import type { PartProps } from "./props.ts";
import { Trouble } from "./Trouble.tsx";

/** The page gets ready, or couldn't. */
export function Starting({ page, shop }: PartProps) {
  const { say } = useSpeech();
  return page.trouble ? (
    <Trouble page={page} shop={shop} />
  ) : (
    <p class="waiting" role="status">
      {say(texts.loading)}
    </p>
  );
}

/** The clearance may not be looked at any more. */
export function Over({ shop }: PartProps) {
  const { say } = useSpeech();
  return (
    <section>
      <p role="status">{say(texts.over)}</p>
      <button type="button" class="first" onClick={() => shop.next()}>
        {say(texts.next)}
      </button>
    </section>
  );
}
