import { type Cadence, countReminder, reminderAt } from "./cadence.ts";
import { endOfDay } from "./handOverDay.ts";

/**
 * Why the certificates in a phone may have to be revoked although nobody asked for it: the holder named a day on which it
 * is handed over; another phone was enrolled and this one not replaced; nothing was heard of it for long; they were erased by a
 * reset of the phone, and are in force all the same.
 */
export const matterKinds = ["handOver", "newPhone", "unseen", "erasedNotRevoked"] as const;
export type MatterKind = (typeof matterKinds)[number];

/** Something open about a phone that its holder has to see to, with the clock of its reminders. */
export interface Matter {
  readonly about: MatterKind;
  /** What the reminders are counted from: when it opened; for a hand-over, the evening before. */
  readonly anchorAt: Date;
  /** How many reminders are behind. */
  readonly reminders: number;
  readonly remindAt: Date;
}

/** When reminders of each kind are due. */
export interface MatterRules {
  readonly cadences: Readonly<Record<MatterKind, Cadence>>;
  /** After how long without contact a phone counts as unseen, milliseconds. */
  readonly unseenAfter: number;
  /** How long after a hand-over was named at the earliest its holder is reminded of it, milliseconds: time to do what is left. */
  readonly handOverGrace: number;
}

/**
 * A matter as it opens; of one whose clock began before now, the reminders that would be past are left out. Only that of the evening
 * before a hand-over is made up for, until the day is over: whoever names the day too late needs to know most of all.
 */
export function openMatter(about: MatterKind, anchorAt: Date, rules: MatterRules, now: Date): Matter {
  const cadence = rules.cadences[about];
  const soon = new Date(now.getTime() + rules.handOverGrace);
  if (about === "handOver" && now > anchorAt && soon < endOfDay({ anchorAt }))
    return { about, anchorAt, reminders: cadence.points.length - 1, remindAt: soon };
  const isLate = reminderAt(cadence, anchorAt, 0) < now;
  const reminders = isLate ? countReminder(cadence, anchorAt, 0, now) : 0;
  return { about, anchorAt, reminders, remindAt: reminderAt(cadence, anchorAt, reminders) };
}

/**
 * A matter whose reminder is put off: where another one falls due meanwhile, that one takes its place. So what is kept back by
 * the budget never keeps back the evening before a hand-over.
 */
export function putOffMatter(
  matter: Matter,
  { cadences }: MatterRules,
  { now, until }: { now: Date; until: Date },
): Matter {
  const cadence = cadences[matter.about];
  const reminders = countReminder(cadence, matter.anchorAt, matter.reminders, now);
  const nextAt = reminderAt(cadence, matter.anchorAt, reminders);
  return nextAt <= until ? { ...matter, reminders, remindAt: nextAt } : { ...matter, remindAt: until };
}

/** A matter after a reminder of it. */
export function reminded(matter: Matter, { cadences }: MatterRules, now: Date): Matter {
  const cadence = cadences[matter.about];
  const reminders = countReminder(cadence, matter.anchorAt, matter.reminders, now);
  return { ...matter, reminders, remindAt: reminderAt(cadence, matter.anchorAt, reminders) };
}
