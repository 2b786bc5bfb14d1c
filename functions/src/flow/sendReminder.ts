import { mayShowMessages } from "../domain/outOfHands.ts";
import { isStillOf, type Reminder, reminderWith } from "../domain/reminder.ts";
import { giveBack } from "../domain/reminderBudget.ts";
import {
  endTry,
  goOnTo,
  isSendable,
  putOff,
  type Sending,
  stop,
  takeTry,
  wasNeverSent,
} from "../domain/sending.ts";
import { heardSince, outcomeOf } from "./heardSince.ts";
import { keepBudget, readBudget } from "./personBudget.ts";
import { nudgeOf, readFacts, type SubjectFacts, subjectAt } from "./reminderFacts.ts";
import type { ReminderPorts, ReminderRecords } from "./reminderPorts.ts";

/**
 * Sends a reminder that was made, by the first channel that works. What it is about is read again first, and it stays silent
 * once that is over. Crashed or failed on every channel, it stays due and is taken up again later.
 */
export async function sendReminder(reminderId: string, ports: ReminderPorts): Promise<void> {
  const { deliver, clock, log } = ports;
  const taken = await takeReminder(reminderId, ports);
  if (!taken) return;
  if (taken === "unknownSubject") return log("subject_unknown", { of: "reminder" });
  const { reminder, facts } = taken;
  const resetHelps =
    facts.collection === "holds" ? "unknown" : await ports.resetHelps(facts.of.device.handset);
  const message = nudgeOf(facts, { ...ports, now: clock(), resetHelps });
  if (typeof message === "string") return;
  const { holderId, trying } = reminder;
  const tried = await deliver({
    ...{ messageId: reminderId, holderId, message, trying, alsoByMail: false },
    ...{ notTo: phonesLeftOut(facts, clock()), elsewhereSince: undefined },
    goOnTo: (channel) => moveOn(reminderId, ports, async (_, sent) => goOnTo(sent, channel)),
  });
  await moveOn(reminderId, ports, async (records, sent) =>
    endTry(sent, await heardSince(records, reminderId, tried), clock()),
  );
  log("reminder_tried", { about: reminder.about, outcome: outcomeOf(tried) });
  if (facts.collection !== "holds") await ports.show(facts.of.device.deviceId);
}

async function moveOn(
  reminderId: string,
  { transact }: ReminderPorts,
  after: (records: ReminderRecords, sent: Reminder) => Promise<Sending>,
): Promise<void> {
  await transact(async (records) => {
    const sent = await records.reminders.read(reminderId);
    if (sent) await keepSending(records, sent, await after(records, sent));
  });
}

/**
 * Takes the try that is due, and what the reminder is about; stops it where that is over, or puts it off until morning. What is about
 * something that isn't known here, as while a new version is being deployed, uses a try up and is left for later.
 */
async function takeReminder(
  reminderId: string,
  { transact, rules, clock, chance }: ReminderPorts,
): Promise<{ reminder: Reminder; facts: SubjectFacts } | "unknownSubject" | undefined> {
  const [now, drawn] = [clock(), chance()];
  return transact(async (records) => {
    const reminder = await records.reminders.read(reminderId);
    if (!reminder || !isSendable(reminder, now)) return undefined;
    const subject = subjectAt(reminder.subject);
    if (!subject) {
      await keepSending(records, reminder, takeTry(reminder, now));
      return "unknownSubject";
    }
    const facts = await readFacts(records, subject);
    const isStillOpen = facts && (facts.collection !== "devices" || isStillOf(reminder, facts.of.device));
    const nudge = isStillOpen ? nudgeOf(facts, { rules, now, resetHelps: "unknown" }) : "over";
    const later = putOff(reminder, rules.quiet, { now, chance: drawn });
    const isToBeSent = facts && typeof nudge !== "string";
    const after = isToBeSent ? (later ?? takeTry(reminder, now)) : stop(reminder, "closed", now);
    await keepSending(records, reminder, after);
    return isToBeSent && !later && after.state === "due" ? { reminder, facts } : undefined;
  });
}

/** Keeps what became of a reminder; one that ends without having been sent gives its place in the week's budget back. */
async function keepSending(
  records: Pick<ReminderRecords, "reminders" | "reminderBudgets" | "cards">,
  reminder: Reminder,
  after: Sending,
): Promise<void> {
  const isGivenBack = reminder.state === "due" && wasNeverSent(after);
  const person = isGivenBack ? await readBudget(records, reminder.holderId) : undefined;
  records.reminders.keep(reminderWith(reminder, after));
  if (person) keepBudget(records, person, giveBack(person.budget, reminder.dueAt));
}

/**
 * The phone in question hears of it only where it is surely in its holder's hands: one that is on hold, revoked or perhaps
 * handed on gets nothing but the wipe message.
 */
function phonesLeftOut(facts: SubjectFacts, now: Date): readonly string[] {
  if (facts.collection === "holds") return facts.certificates.map(({ deviceId }) => deviceId);
  const { device, certificates } = facts.of;
  const isInHand = device.matter?.about === "unseen" || device.matter?.about === "handOver";
  const mayHear = facts.collection === "devices" && isInHand && mayShowMessages(device, certificates, now);
  return mayHear ? [] : [device.deviceId];
}
