import { useState } from "preact/hooks";
import { useSpeech } from "../../shared/speech.tsx";
import { type Action, actionsOf } from "../actions.ts";
import { texts } from "../texts.ts";
import { Confirm } from "./Confirm.tsx";
import type { PartProps } from "./props.ts";
import { ShownPhone } from "./ShownPhone.tsx";

/** The clerk's next steps as buttons, the first one foremost. What can't be taken back asks once more. */
export function Actions({ page, shop }: PartProps) {
  const { say } = useSpeech();
  const [asking, setAsking] = useState<Action>();
  const isBusy = page.state === "acting";
  const actions = actionsOf(page);
  const take: Readonly<Record<Action, () => unknown>> = {
    pull: () => shop.pull(),
    initialise: () => setAsking("initialise"),
    confirm: () => setAsking("confirm"),
    secondClerk: () => shop.handOver(),
    prove: () => setAsking("prove"),
  };
  if (asking === "prove" && actions.includes("prove")) return <ShownPhone isBusy={isBusy} shop={shop} />;
  const words = { ...texts, pull: page.isPulled ? texts.pullAgain : texts.pull };
  return (
    <>
      <div class="buttons">
        {actions.map((action, index) => (
          <button
            key={action}
            type="button"
            class={index === 0 ? "first" : ""}
            aria-disabled={isBusy}
            onClick={take[action]}
          >
            {say(words[action])}
          </button>
        ))}
      </div>
      {isBusy && <p role="status">{say(texts.working)}</p>}
      {(asking === "initialise" || asking === "confirm") && (
        <Confirm
          onYes={() => {
            setAsking(undefined);
            void shop.initialise();
          }}
          onNo={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
