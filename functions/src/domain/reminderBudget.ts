/** How many reminders a person got of late, whatever they were about; notices don't count. */
export interface ReminderBudget {
  /** The person's present id: one person has one budget, under however many ids they are known. */
  readonly holderId: string;
  /** When the latest were made, oldest first, without those that turned out never to be sent. */
  readonly remindedAt: readonly Date[];
  /** From when on it says nothing that counts any more; absent from budgets older than that. */
  readonly expiresAt?: Date;
}

const day = 24 * 60 * 60_000;
const week = 7 * day;

/**
 * From when on another reminder is within the budget of so many in any seven days: now, or later. The last place of a week is
 * kept for what is urgent, the evening before a hand-over, so there have to be two at least. What is urgent never waits:
 * whoever hands two phones over in one week needs to know of both. It takes a place all the same, so others wait for it.
 */
export function roomAt(
  { remindedAt }: Pick<ReminderBudget, "remindedAt">,
  { aWeek, isUrgent }: { aWeek: number; isUrgent: boolean },
  now: Date,
): Date {
  const last = isUrgent ? undefined : remindedAt.at(-(aWeek - 1));
  const free = last === undefined ? now.getTime() : last.getTime() + week;
  return new Date(Math.max(free, now.getTime()));
}

/** The budget after another reminder; what no week counts any more is forgotten. */
export function spend(budget: ReminderBudget, now: Date): ReminderBudget {
  const counted = budget.remindedAt.filter((at) => at.getTime() > now.getTime() - week);
  return { ...budget, remindedAt: [...counted, now], expiresAt: new Date(now.getTime() + week + day) };
}

/** The budget with the place of a reminder that was made then and is never sent; itself where it has none any more. */
export function giveBack(budget: ReminderBudget, madeAt: Date): ReminderBudget {
  const place = budget.remindedAt.findIndex((at) => at.getTime() === madeAt.getTime());
  return place < 0 ? budget : { ...budget, remindedAt: budget.remindedAt.toSpliced(place, 1) };
}

/** One budget of what a person's several ids have spent. */
export function joinBudgets(present: ReminderBudget, earlier: readonly ReminderBudget[]): ReminderBudget {
  const all = [present, ...earlier].flatMap(({ remindedAt }) => remindedAt);
  return { ...present, remindedAt: all.toSorted((one, other) => one.getTime() - other.getTime()) };
}
