import { onSchedule } from "firebase-functions/scheduler";
import { stepHolds } from "../../flow/stepHolds.ts";
import { log } from "../log.ts";
import { services } from "../services.ts";

/** Every hour, lets the reminders of open holds come due and revokes what its holder chose to; one at a time. */
export const remind = onSchedule(
  { schedule: "every 1 hours", timeoutSeconds: 540, maxInstances: 1, concurrency: 1 },
  async () => {
    const { store, holdSchedule, clock, newId, wipeScope } = services;
    const { transact, findDueHolds } = store();
    const schedule = holdSchedule();
    const steps = await stepHolds({
      findDueHolds,
      transact,
      schedule,
      clock,
      newId,
      scope: wipeScope(),
      log,
    });
    if (steps > 0) log("hold_steps_taken", { steps });
  },
);
