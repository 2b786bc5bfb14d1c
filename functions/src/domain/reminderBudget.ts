/** How many reminders a holder got of late, whatever they were about; notices don't count. */
export interface ReminderBudget {
  readonly holderId: string;
  /** When the latest were made, oldest first. */
  readonly remindedAt: readonly Date[];
}

const week = 7 * 24 * 60 * 60_000;

/**
 * From when on another reminder is within the budget of so many in any seven days: now, or later. The last one of a week is
 * kept for what is urgent, such as the evening before a hand-over, so there have to be two at least.
 */
export function roomAt(
  { remindedAt }: Pick<ReminderBudget, "remindedAt">,
  { aWeek, isUrgent }: { aWeek: number; isUrgent: boolean },
  now: Date,
): Date {
  const most = isUrgent ? aWeek : aWeek - 1;
  const oldest = remindedAt.at(-most);
  const free = oldest === undefined ? now.getTime() : oldest.getTime() + week;
  return new Date(Math.max(free, now.getTime()));
}

/** The budget after another reminder; what no week counts any more is forgotten. */
export function spend(budget: ReminderBudget, now: Date): ReminderBudget {
  const counted = budget.remindedAt.filter((at) => at.getTime() > now.getTime() - week);
  return { ...budget, remindedAt: [...counted, now] };
}
