import { onSchedule } from "firebase-functions/scheduler";
import { rollUpDays } from "../../flow/rollUpDays.ts";
import { log } from "../log.ts";
import { services } from "../services.ts";

/** Every morning, counts the days that are over; one at a time, and again soon where it failed or its time was up. */
export const rollUp = onSchedule(
  {
    schedule: "0 4 * * *",
    timeZone: "Asia/Tokyo",
    retryCount: 5,
    minBackoffSeconds: 60,
    timeoutSeconds: 540,
    maxInstances: 1,
    concurrency: 1,
  },
  async () => {
    const { store, clock } = services;
    const { transact, counted } = store();
    const isDone = await rollUpDays({ transact, counted, clock, log });
    if (!isDone) throw new Error("days are left to be counted");
  },
);
