const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long erasures took, in steps that stay the same, so that days can be added up. A time counts to the first step that
 * it doesn't go beyond; what takes longer than the last is "more than 90 days".
 */
const erasureTimes = [
  { label: "1 minute", upTo: minute },
  { label: "5 minutes", upTo: 5 * minute },
  { label: "30 minutes", upTo: 30 * minute },
  { label: "2 hours", upTo: 2 * hour },
  { label: "8 hours", upTo: 8 * hour },
  { label: "1 day", upTo: day },
  { label: "2 days", upTo: 2 * day },
  { label: "3 days", upTo: 3 * day },
  { label: "7 days", upTo: 7 * day },
  { label: "14 days", upTo: 14 * day },
  { label: "30 days", upTo: 30 * day },
  { label: "60 days", upTo: 60 * day },
  { label: "90 days", upTo: 90 * day },
] as const;

const beyond = "more than 90 days";

/** The step that a time counts to, from 0; the number of steps for one beyond them all. */
export function stepOfTime(milliseconds: number): number {
  const step = erasureTimes.findIndex(({ upTo }) => milliseconds <= upTo);
  return step < 0 ? erasureTimes.length : step;
}

/** What a step is called. */
export function labelOfStep(step: number): string {
  return erasureTimes[step]?.label ?? beyond;
}

/** The step within which this share (above 0, up to 1) of all was erased; undefined where there was none. */
export function stepOfShare(steps: ReadonlyMap<number, number>, share: number): number | undefined {
  const total = [...steps.values()].reduce((sum, count) => sum + count, 0);
  const needed = Math.ceil(total * share);
  let seen = 0;
  for (const [step, count] of [...steps].toSorted(([one], [other]) => one - other)) {
    seen += count;
    if (seen >= needed && seen > 0) return step;
  }
  return undefined;
}
