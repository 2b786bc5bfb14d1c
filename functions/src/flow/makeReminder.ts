import { afterQuiet } from "../domain/quietHours.ts";
import { type Reminder, type ReminderSubject, remind } from "../domain/reminder.ts";
import { roomAt, spend } from "../domain/reminderBudget.ts";
import { keepBudget, readBudget } from "./personBudget.ts";
import type { ReminderRecords, ReminderRules } from "./reminderPorts.ts";

/** A reminder that is due by its subject's clock. */
export interface DueReminder {
  readonly holderId: string;
  readonly about: ReminderSubject;
  readonly subject: string;
  readonly anchorAt: Date;
  readonly number: number;
  /** Whether it comes even where a week's budget is spent. */
  readonly isUrgent: boolean;
}

/** What a decision about reminders is made at and by. */
export interface ReminderMoment {
  readonly rules: ReminderRules;
  readonly now: Date;
  readonly chance: number;
}

/**
 * Keeps a reminder that is due, within the person's budget and outside the quiet hours; answers when to come back if it isn't to
 * be made now. One that was made before is made no second time. Reads, then writes: what else the transaction reads comes first.
 */
export async function makeReminder(
  records: Pick<ReminderRecords, "reminders" | "reminderBudgets" | "cards">,
  due: DueReminder,
  { rules, now, chance }: ReminderMoment,
): Promise<{ made: Reminder } | { waitUntil: Date }> {
  const { isUrgent, ...what } = due;
  const person = await readBudget(records, what.holderId);
  const free = roomAt(person.budget, { aWeek: rules.aWeek, isUrgent }, now);
  const at = afterQuiet(free, rules.quiet, chance);
  if (at > now) return { waitUntil: at };
  const reminder = remind(what, now);
  const before = await records.reminders.read(reminder.reminderId);
  if (before) return { made: before };
  records.reminders.keep(reminder);
  keepBudget(records, person, spend(person.budget, now));
  return { made: reminder };
}
