import { onSchedule } from "firebase-functions/scheduler";
import { sweepWipes } from "../../flow/sweepWipes.ts";
import { attempt } from "../attempt.ts";
import { log } from "../log.ts";
import { secrets } from "../params.ts";
import { services } from "../services.ts";

/** Every five minutes, re-drives what triggers and tasks left undone; one at a time. */
export const sweep = onSchedule(
  {
    schedule: "every 5 minutes",
    timeoutSeconds: 540,
    maxInstances: 1,
    concurrency: 1,
    secrets: [secrets.commandSigningKey],
  },
  async () => {
    const { store, clock } = services;
    const driven = await sweepWipes({
      overdueWipes: store().overdueWipes,
      attempt: (wipeId) => attempt(wipeId),
      clock,
      log,
    });
    if (driven > 0) log("wipes_swept", { driven });
  },
);
