import { useSpeech } from "../../shared/speech.tsx";
import { type Action, actionsOf } from "../actions.ts";
import type { Page } from "../page.ts";
import { texts } from "../texts.ts";
import { isWordWeak } from "../weakWord.ts";
import { weakWordId } from "./WeakWord.tsx";

interface ActionButtonsProps {
  readonly page: Page;
  readonly take: Readonly<Record<Action, () => unknown>>;
}

/** A button per step, the first one foremost; that of a proof is told together with what it won't say. */
export function ActionButtons({ page, take }: ActionButtonsProps) {
  const { say } = useSpeech();
  const words = { ...texts, pull: page.isPulled ? texts.pullAgain : texts.pull };
  return (
    <div class="buttons">
      {actionsOf(page).map((action, index) => (
        <button
          key={action}
          type="button"
          class={index === 0 ? "first" : ""}
          aria-disabled={page.state === "acting"}
          aria-describedby={action === "prove" && isWordWeak(page) ? weakWordId : undefined}
          onClick={take[action]}
        >
          {say(words[action])}
        </button>
      ))}
    </div>
  );
}
