import type { ReminderRules } from "../../functions/src/flow/reminderPorts.ts";

const day = 86_400_000;

const cadence = { points: [day, 3 * day, 7 * day, 14 * day, 30 * day], afterwards: 30 * day };

/** When holders are reminded, as the params' defaults have it, but at any hour. */
export const sampleRules: ReminderRules = {
  wipes: cadence,
  holds: { points: [day, 3 * day, 7 * day], afterwards: 30 * day },
  cadences: {
    newPhone: cadence,
    erasedNotRevoked: cadence,
    unseen: { points: [0], afterwards: 30 * day },
    handOver: { points: [-6 * day, -2 * day, 0], afterwards: 7 * day },
  },
  unseenAfter: 60 * day,
  handOverGrace: 5 * 60_000,
  hibernation: { after: 90 * day, spread: 30 * day },
  quiet: { from: 0, until: 0, timeZone: "Asia/Tokyo" },
  aWeek: 3,
};
