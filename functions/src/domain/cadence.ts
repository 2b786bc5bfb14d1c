/** When reminders of something open are due, milliseconds from its anchor: at the points, which rise, then after each gap. */
export interface Cadence {
  readonly points: readonly number[];
  readonly afterwards: number;
}

/** When the reminder after the first `reminders` is due. */
export function reminderAt({ points, afterwards }: Cadence, anchorAt: Date, reminders: number): Date {
  const beyond = reminders - points.length + 1;
  const offset = points[reminders] ?? (points.at(-1) ?? 0) + beyond * afterwards;
  return new Date(anchorAt.getTime() + offset);
}

/**
 * How many reminders are behind once one more was made: those that were missed meanwhile count too, so that nobody is
 * reminded in a row.
 */
export function countReminder(cadence: Cadence, anchorAt: Date, made: number, now: Date): number {
  let reminders = made + 1;
  while (reminderAt(cadence, anchorAt, reminders) <= now) reminders += 1;
  return reminders;
}
