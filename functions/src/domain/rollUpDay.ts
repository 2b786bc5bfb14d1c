/** Japan's clock, all year: it has had no summer time since 1951. */
const offset = 9 * 60 * 60_000;
const dayLength = 24 * 60 * 60_000;

/** How many days back a run looks for what was missed. */
export const longestMakingUp = 31;

/** One day, from midnight to midnight in Japan. */
export interface DayBounds {
  readonly from: Date;
  readonly until: Date;
}

/** When a day such as "2026-11-22" began and ended. */
export function boundsOf(day: string): DayBounds {
  const from = new Date(Date.parse(`${day}T00:00:00Z`) - offset);
  return { from, until: new Date(from.getTime() + dayLength) };
}

/** The day that was over so many days ago: 1 for yesterday. */
export function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() + offset - days * dayLength).toISOString().slice(0, 10);
}

/** What is known of the days before today, the newest first, up to the first that is finished. */
export interface KnownDay {
  readonly day: string;
  readonly state: "missing" | "counting" | "finished";
}

/**
 * Which days have to be counted, the oldest first: all since the newest that is finished. Where none is, counting has only
 * just begun in this deployment: then those that were begun and what came after them, or yesterday alone.
 */
export function daysToCount(newestFirst: readonly KnownDay[]): readonly string[] {
  const finished = newestFirst.findIndex(({ state }) => state === "finished");
  const oldestBegun = newestFirst.findLastIndex(({ state }) => state === "counting");
  const count = finished >= 0 ? finished : Math.max(oldestBegun + 1, 1);
  return newestFirst
    .slice(0, count)
    .map(({ day }) => day)
    .toReversed();
}
