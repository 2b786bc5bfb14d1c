import { useState } from "preact/hooks";
import { Status } from "../../shared/Status.tsx";
import { type Action, actionsOf } from "../actions.ts";
import { texts } from "../texts.ts";
import { ActionButtons } from "./ActionButtons.tsx";
import { Confirm } from "./Confirm.tsx";
import type { PartProps } from "./props.ts";
import { ShownPhone } from "./ShownPhone.tsx";

/** The clerk's next steps. What can't be taken back asks once more. */
export function Actions({ page, shop }: PartProps) {
  const [asking, setAsking] = useState<Action>();
  const isBusy = page.state === "acting";
  if (asking === "prove" && actionsOf(page).includes("prove"))
    return <ShownPhone isBusy={isBusy} shop={shop} />;
  const take: Readonly<Record<Action, () => unknown>> = {
    pull: () => shop.pull(),
    initialise: () => setAsking("initialise"),
    confirm: () => setAsking("confirm"),
    secondClerk: () => shop.handOver(),
    prove: () => setAsking("prove"),
  };
  const onYes = () => {
    setAsking(undefined);
    void shop.initialise();
  };
  return (
    <>
      <ActionButtons page={page} take={take} />
      <Status words={isBusy && texts.working} />
      {(asking === "initialise" || asking === "confirm") && (
        <Confirm onYes={onYes} onNo={() => setAsking(undefined)} />
      )}
    </>
  );
}
