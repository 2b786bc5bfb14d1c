import { closeMatter, heardOf } from "../domain/deviceMatter.ts";
import { isEveningBefore } from "../domain/handOver.ts";
import { type Matter, putOffMatter, reminded } from "../domain/matter.ts";
import { missedNotice } from "../domain/missedNotice.ts";
import type { Reminder } from "../domain/reminder.ts";
import { wipeReminded, withoutReminder } from "../domain/wipeReminder.ts";
import { makeReminder, type ReminderMoment } from "./makeReminder.ts";
import { nudgeOf, readFacts, type SubjectFacts } from "./reminderFacts.ts";
import type { ReminderPorts, ReminderRecords } from "./reminderPorts.ts";
import { sendReminder } from "./sendReminder.ts";

/** A wipe or a device: what has a clock of reminders that nothing else steps. */
export interface Reminded {
  readonly collection: "wipes" | "devices";
  readonly id: string;
}

/**
 * Reminds the holder of a wipe that isn't over, or of a matter of a device, if its clock says so: at night and over the
 * budget later, and not at all once there is nothing to tell. A task that comes twice, late or after the end does nothing; one
 * that comes early, as it does where its time is further ahead than a task's may be, is scheduled again.
 */
export async function remindHolder(subject: Reminded, ports: ReminderPorts): Promise<void> {
  const { transact, rules, clock, chance: draw, scheduleReminder } = ports;
  const moment = { rules, now: clock(), chance: draw() };
  const { made, dueAt } = await transact((records) => step(records, subject, moment));
  if (made) await sendReminder(made.reminderId, ports);
  if (dueAt) await scheduleReminder(`${subject.collection}/${subject.id}`, dueAt);
}

/** What a step came to: a reminder was made, or its time is still ahead. */
interface Stepped {
  readonly made?: Reminder;
  readonly dueAt?: Date;
}

type FactsOf<Kind> = Extract<SubjectFacts, { readonly collection: Kind }>;

async function step(records: ReminderRecords, subject: Reminded, moment: ReminderMoment): Promise<Stepped> {
  const facts = await readFacts(records, subject);
  if (facts?.collection === "wipes") return stepWipe(records, facts, moment);
  if (facts?.collection === "devices") return stepDevice(records, facts, moment);
  return passOver(records, subject, moment);
}

/** A wipe outlives its device's record: nobody knows what to call the phone then, and the clock goes on for when it is back. */
async function passOver(
  records: Pick<ReminderRecords, "wipes">,
  { collection, id }: Reminded,
  { rules, now }: ReminderMoment,
): Promise<Stepped> {
  const wipe = collection === "wipes" ? await records.wipes.read(id) : undefined;
  if (wipe?.remindAt !== undefined && wipe.remindAt <= now)
    records.wipes.keep(wipeReminded(wipe, rules.wipes, now));
  return {};
}

async function stepWipe(
  records: ReminderRecords,
  facts: FactsOf<"wipes">,
  moment: ReminderMoment,
): Promise<Stepped> {
  const { wipe } = facts;
  const { rules, now } = moment;
  const { holderId, wipeId, openedAt: anchorAt, reminders, remindAt } = wipe;
  if (remindAt === undefined) return {};
  if (remindAt > now) return { dueAt: remindAt };
  const nudge = nudgeOf(facts, { rules, now, resetHelps: "unknown" });
  const due = {
    ...({ holderId, about: "notErased", subject: `wipes/${wipeId}`, anchorAt } as const),
    ...{ number: reminders + 1, isUrgent: false },
  };
  const reminder = typeof nudge === "string" ? undefined : await makeReminder(records, due, moment);
  const isPutOff = reminder !== undefined && "waitUntil" in reminder;
  if (nudge === "silent") await makeUpFor(facts, records, now);
  if (nudge === "over") records.wipes.keep(withoutReminder(wipe));
  else
    records.wipes.keep(
      isPutOff ? { ...wipe, remindAt: reminder.waitUntil } : wipeReminded(wipe, rules.wipes, now),
    );
  return reminder && !isPutOff ? { made: reminder.made } : {};
}

/** Makes the notice that its holder must have and doesn't; the next run sends it. */
async function makeUpFor(
  { wipe, of }: FactsOf<"wipes">,
  { notices }: Pick<ReminderRecords, "notices">,
  now: Date,
): Promise<void> {
  const owed = missedNotice(wipe, of.certificates, now);
  if (owed && !(await notices.read(owed.noticeId))) notices.keep(owed);
}

async function stepDevice(
  records: ReminderRecords,
  facts: FactsOf<"devices">,
  moment: ReminderMoment,
): Promise<Stepped> {
  const { rules, now } = moment;
  const { of } = facts;
  if (of.device.matter === undefined) return {};
  if (of.device.matter.remindAt > now) return notYet(of.device.matter);
  const device = heardOf(of.device, rules);
  const { matter = of.device.matter, holderId, deviceId } = device;
  if (matter.remindAt > now) {
    records.devices.keep(device);
    return {};
  }
  const nudge = nudgeOf(facts, { rules, now, resetHelps: "unknown" });
  if (nudge === "over") {
    records.devices.keep(closeMatter(device));
    return {};
  }
  const { about, anchorAt, reminders } = matter;
  const due = {
    ...{ holderId, about, subject: `devices/${deviceId}`, anchorAt },
    ...{ number: reminders + 1, isUrgent: isEveningBefore(matter, now) },
  };
  const reminder = nudge === "silent" ? undefined : await makeReminder(records, due, moment);
  const isPutOff = reminder !== undefined && "waitUntil" in reminder;
  const next = isPutOff
    ? putOffMatter(matter, rules, { now, until: reminder.waitUntil })
    : reminded(matter, rules, now);
  records.devices.keep({ ...device, matter: next });
  return reminder && !isPutOff ? { made: reminder.made } : {};
}

/** Of a phone that isn't unseen yet no task comes at all: each contact puts it off. */
function notYet({ about, remindAt }: Matter): Stepped {
  return about === "unseen" ? {} : { dueAt: remindAt };
}
