import { type Cadence, countReminder, reminderAt } from "./cadence.ts";
import type { Wipe } from "./wipe.ts";
import { isOpen } from "./wipeMoves.ts";

/** An open wipe whose holder will be reminded: its clock starts as the first attempt begins, counted from the opening. */
export function withReminder(wipe: Wipe, cadence: Cadence): Wipe {
  if (!isOpen(wipe.state) || wipe.remindAt !== undefined) return wipe;
  return { ...wipe, remindAt: reminderAt(cadence, wipe.openedAt, wipe.reminders) };
}

/** A wipe of which nobody is reminded any more. */
export function withoutReminder(wipe: Wipe): Wipe {
  const { remindAt, ...rest } = wipe;
  return rest;
}

/** A wipe after a reminder of it. */
export function wipeReminded(wipe: Wipe, cadence: Cadence, now: Date): Wipe {
  const reminders = countReminder(cadence, wipe.openedAt, wipe.reminders, now);
  return { ...wipe, reminders, remindAt: reminderAt(cadence, wipe.openedAt, reminders) };
}
