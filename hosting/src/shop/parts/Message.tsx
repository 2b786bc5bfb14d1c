import { Status } from "../../shared/Status.tsx";
import { useSpeech } from "../../shared/speech.tsx";
import { useFocus } from "../../shared/useFocus.ts";
import { texts } from "../texts.ts";
import type { PartProps } from "./props.ts";
import { Trouble } from "./Trouble.tsx";

/** The page gets ready, or couldn't. */
export function Starting({ page, shop }: PartProps) {
  if (page.trouble) return <Trouble page={page} shop={shop} />;
  return <Status look="waiting" words={texts.loading} />;
}

/** The clearance may not be looked at any more. What the focus stood on is gone, so it goes to the word of that. */
export function Over({ shop }: PartProps) {
  const { say } = useSpeech();
  const word = useFocus<HTMLParagraphElement>();
  return (
    <section>
      <p ref={word} tabIndex={-1}>
        {say(texts.over)}
      </p>
      <button type="button" class="first" onClick={() => shop.next()}>
        {say(texts.next)}
      </button>
    </section>
  );
}
