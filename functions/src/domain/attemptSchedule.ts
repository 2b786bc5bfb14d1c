/** When attempts are due, in milliseconds since the wipe was opened: fixed points first, then monthly until told to end. */
export interface AttemptSchedule {
  readonly points: readonly number[];
  /** The gap between attempts after the last point, when the wipe is `stuck`. */
  readonly afterwards: number;
  /** How long a phone that said not now is left alone. */
  readonly deferral: number;
  /** How much later than planned an attempt may be, as a share of the gap: spreads what was opened together. */
  readonly jitter: number;
  /** How far from each quarter of an hour to keep, where everybody's timers fire (FCM's own advice); 0 for not at all. */
  readonly quiet: number;
}

/** When to try next, and whether the schedule is over, so that only a person can move the wipe. */
export interface NextAttempt {
  readonly at: Date;
  readonly isExhausted: boolean;
}

/**
 * The next point after `now`, moved by jitter and out of the quiet minutes; `chance` is at least 0 and below 1. Points
 * missed by a late task are skipped, so that catching up is never a burst.
 */
export function nextAttempt(
  schedule: AttemptSchedule,
  { openedAt, now, chance }: { openedAt: Date; now: Date; chance: number },
): NextAttempt {
  const elapsed = now.getTime() - openedAt.getTime();
  const point = schedule.points.find((candidate) => candidate > elapsed);
  const gap = point === undefined ? schedule.afterwards : point - elapsed;
  const at = now.getTime() + gap * (1 + schedule.jitter * chance);
  return {
    at: outsideQuietMinutes(Math.round(at), schedule.quiet, chance),
    isExhausted: point === undefined,
  };
}

/**
 * By when a phone that is on and connected should have erased, in milliseconds since the opening: the point where the gaps stop
 * growing, so that what failed has been tried anew after every wait; 48 hours on the default schedule.
 */
export function expectedWithin({ points, afterwards }: AttemptSchedule): number {
  const gaps = points.map((point, i) => (points[i + 1] ?? point + afterwards) - point);
  const settled = points.find((_, i) => (gaps[i] ?? 0) <= (gaps[i - 1] ?? 0));
  return settled ?? (points.at(-1) || afterwards);
}

const quarterHour = 15 * 60_000;

/** Later, never earlier, and spread over what is left of the quarter, so that the quiet minutes don't end in a burst. */
function outsideQuietMinutes(at: number, quiet: number, chance: number): Date {
  const intoQuarter = at % quarterHour;
  const isQuiet = intoQuarter < quiet || intoQuarter >= quarterHour - quiet;
  if (quiet === 0 || !isQuiet) return new Date(at);
  const quarter = Math.round(at / quarterHour) * quarterHour;
  return new Date(quarter + quiet + Math.floor(chance * (quarterHour - 2 * quiet)));
}
