import type { RevocationView } from "../contract/revocation.ts";
import { type AttemptSchedule, expectedWithin } from "../domain/attemptSchedule.ts";
import type { ResetAnswer } from "../domain/resetCapability.ts";
import { warning } from "../text/warning.ts";

/** The cautions that go with every revocation. */
export type Warnings = Pick<RevocationView, "warning" | "whatHappensNext">;

/**
 * What a holder has to be told before and after a revocation: that erasing may fail, by when to expect it on the schedule in
 * force, and what to do then. A reset is advised only where it is known to help with each of the phones.
 */
export function warningsOf(answers: readonly ResetAnswer[], schedule: AttemptSchedule): Warnings {
  const helps = answers.length > 0 && answers.every((answer) => answer === "yes");
  const values = {
    expectedWithin: expectedWithin(schedule),
    ifNotErased: helps ? "initialise" : "askShop",
  } as const;
  return {
    warning: warning({ code: "remoteErasureMayFail", values: {} }),
    whatHappensNext: warning({ code: "whatHappensNext", values }),
  };
}
