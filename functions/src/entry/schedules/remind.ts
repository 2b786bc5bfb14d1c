import { onSchedule } from "firebase-functions/scheduler";
import { sendNotice } from "../../flow/giveNotice.ts";
import { inTurn } from "../../flow/inTurn.ts";
import { remindDue } from "../../flow/remindDue.ts";
import { sendReminder } from "../../flow/sendReminder.ts";
import { stepHolds } from "../../flow/stepHolds.ts";
import { log } from "../log.ts";
import { secrets } from "../params.ts";
import { reminderPorts, remindOf } from "../reminders.ts";
import { services } from "../services.ts";

/** Every hour, reminds of what tasks left undone and takes what open holds owe; one at a time. */
export const remind = onSchedule(
  {
    schedule: "every 1 hours",
    timeoutSeconds: 540,
    maxInstances: 1,
    concurrency: 1,
    secrets: [secrets.smsApiKey],
  },
  async () => {
    const { store, newId, wipeScope } = services;
    const { transact, dueHolds, toRemind } = store();
    const ports = reminderPorts();
    const send = (reminderId: string) => sendReminder(reminderId, ports);
    let [holds, others] = [0, 0];
    await inTurn(
      async () => {
        holds = await stepHolds({ ...ports, transact, dueHolds, send, newId, scope: wipeScope() });
      },
      async () => {
        others = await remindDue({
          ...{ toRemind, clock: ports.clock, log },
          remind: remindOf,
          sendReminder: send,
          sendNotice: (noticeId) => sendNotice(noticeId, ports),
        });
      },
    );
    if (holds + others > 0) log("reminders_taken_up", { holds, others });
  },
);
