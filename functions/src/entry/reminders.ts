import { isLegal } from "../domain/message.ts";
import type { Happening } from "../domain/notice.ts";
import { giveNotice } from "../flow/giveNotice.ts";
import type { ReminderPorts } from "../flow/reminderPorts.ts";
import { type Reminded, remindHolder } from "../flow/remindHolder.ts";
import { deliver } from "./deliver.ts";
import { log } from "./log.ts";
import { readResetCapability } from "./resetRegistry.ts";
import { services } from "./services.ts";
import { show } from "./show.ts";

/** What reminding and telling need, with the deployed services; who calls it needs the secret SMS_API_KEY. */
export function reminderPorts(): ReminderPorts {
  const { store, reminderRules, scheduleReminder, clock, chance } = services;
  const { transact } = store();
  return {
    transact,
    rules: reminderRules(),
    deliver: (outgoing) => deliver({ ...outgoing, isLegal: isLegal(outgoing.message.code) }),
    resetHelps: readResetCapability,
    show,
    scheduleReminder: scheduleReminder(),
    clock,
    chance,
    log,
  };
}

/** Reminds of what is due: called by task and schedule alike. */
export function remindOf(subject: Reminded): Promise<void> {
  return remindHolder(subject, reminderPorts());
}

/** Tells holders what has happened, one after the other. */
export async function tell(happenings: readonly Happening[]): Promise<void> {
  for (const happening of happenings) await giveNotice(happening, reminderPorts());
}
