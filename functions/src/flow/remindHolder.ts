import { closeMatter, heardOf } from "../domain/deviceMatter.ts";
import { isEveningBefore } from "../domain/handOver.ts";
import { putOffMatter, reminded } from "../domain/matter.ts";
import type { Reminder } from "../domain/reminder.ts";
import type { Wipe } from "../domain/wipe.ts";
import { wipeReminded, withoutReminder } from "../domain/wipeReminder.ts";
import { makeReminder, type ReminderMoment } from "./makeReminder.ts";
import { type DeviceState, nudgeOf, readFacts } from "./reminderFacts.ts";
import type { ReminderPorts, ReminderRecords } from "./reminderPorts.ts";
import { sendReminder } from "./sendReminder.ts";

/** A wipe or a device: what has a clock of reminders that nothing else steps. */
export interface Reminded {
  readonly collection: "wipes" | "devices";
  readonly id: string;
}

/**
 * Reminds the holder of a wipe that isn't over, or of a matter of a device, if its clock says so: at night and over the
 * budget later, and not at all once there is nothing to tell. A task that comes twice, late or after the end does nothing.
 */
export async function remindHolder(subject: Reminded, ports: ReminderPorts): Promise<void> {
  const { transact, rules, clock, chance: draw } = ports;
  const moment = { rules, now: clock(), chance: draw() };
  const made = await transact((records) => step(records, subject, moment));
  if (made) await sendReminder(made.reminderId, ports);
}

async function step(
  records: ReminderRecords,
  subject: Reminded,
  moment: ReminderMoment,
): Promise<Reminder | undefined> {
  const facts = await readFacts(records, subject);
  if (facts?.collection === "wipes") return stepWipe(records, facts, moment);
  if (facts?.collection === "devices") return stepDevice(records, facts.of, moment);
  return passOver(records, subject, moment);
}

/** A wipe outlives its device's record: nobody knows what to call the phone then, and the clock goes on for when it is back. */
async function passOver(
  records: Pick<ReminderRecords, "wipes">,
  { collection, id }: Reminded,
  { rules, now }: ReminderMoment,
): Promise<undefined> {
  const wipe = collection === "wipes" ? await records.wipes.read(id) : undefined;
  if (wipe?.remindAt !== undefined && wipe.remindAt <= now)
    records.wipes.keep(wipeReminded(wipe, rules.wipes, now));
}

async function stepWipe(
  records: ReminderRecords,
  { wipe, of }: { wipe: Wipe; of: DeviceState },
  moment: ReminderMoment,
): Promise<Reminder | undefined> {
  const { rules, now } = moment;
  const { holderId, wipeId, openedAt: anchorAt, reminders, remindAt } = wipe;
  if (remindAt === undefined || remindAt > now) return undefined;
  const nudge = nudgeOf({ collection: "wipes", wipe, of }, { rules, now, resetHelps: "unknown" });
  const due = {
    ...({ holderId, about: "notErased", subject: `wipes/${wipeId}`, anchorAt } as const),
    ...{ number: reminders + 1, isUrgent: false },
  };
  const reminder = typeof nudge === "string" ? undefined : await makeReminder(records, due, moment);
  const isPutOff = reminder !== undefined && "waitUntil" in reminder;
  if (nudge === "over") records.wipes.keep(withoutReminder(wipe));
  else
    records.wipes.keep(
      isPutOff ? { ...wipe, remindAt: reminder.waitUntil } : wipeReminded(wipe, rules.wipes, now),
    );
  return isPutOff ? undefined : reminder?.made;
}

async function stepDevice(
  records: ReminderRecords,
  of: DeviceState,
  moment: ReminderMoment,
): Promise<Reminder | undefined> {
  const { rules, now } = moment;
  if (of.device.matter === undefined || of.device.matter.remindAt > now) return undefined;
  const device = heardOf(of.device, rules);
  const { matter = of.device.matter, holderId, deviceId } = device;
  if (matter.remindAt > now) {
    records.devices.keep(device);
    return undefined;
  }
  const nudge = nudgeOf({ collection: "devices", of }, { rules, now, resetHelps: "unknown" });
  if (nudge === "over") {
    records.devices.keep(closeMatter(device));
    return undefined;
  }
  const { about, anchorAt, reminders } = matter;
  const due = {
    ...{ holderId, about, subject: `devices/${deviceId}`, anchorAt },
    ...{ number: reminders + 1, isUrgent: isEveningBefore(matter) },
  };
  const reminder = nudge === "silent" ? undefined : await makeReminder(records, due, moment);
  const isPutOff = reminder !== undefined && "waitUntil" in reminder;
  const next = isPutOff
    ? putOffMatter(matter, rules, { now, until: reminder.waitUntil })
    : reminded(matter, rules, now);
  records.devices.keep({ ...device, matter: next });
  return isPutOff ? undefined : reminder?.made;
}
