import type { Wipe } from "./wipe.ts";

const quarterHour = 15 * 60_000;
const halfDay = 12 * 60 * 60_000;

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
  readonly handOver: HandOverAttempts;
}

/** Before a phone is handed over, attempts are at most `gap` apart, from `window` before until the day is over; milliseconds. */
interface HandOverAttempts {
  readonly gap: number;
  readonly window: number;
}

/** What of a wipe decides when it is attempted. */
type Attempted = Pick<Wipe, "openedAt" | "handOverOn">;

/** When to try next, and whether the schedule is over, so that only a person can move the wipe. */
export interface NextAttempt {
  readonly at: Date;
  readonly isExhausted: boolean;
}

/**
 * The next point after `now`, moved by jitter and out of the quiet minutes; `chance` is at least 0 and below 1. Points
 * missed by a late task are skipped, so that catching up is never a burst. Sooner before a hand-over.
 */
export function nextAttempt(
  schedule: AttemptSchedule,
  { openedAt, handOverOn, now, chance }: Attempted & { readonly now: Date; readonly chance: number },
): NextAttempt {
  const { at, isExhausted } = nextPoint(schedule, { openedAt, now, chance });
  const latest = latestBefore(handOverOn, schedule, { after: now, chance });
  return { at: latest !== undefined && latest < at ? latest : at, isExhausted };
}

/**
 * An open wipe whose attempts keep the gap of a hand-over from its last attempt on: what is due later becomes due then, or now. One
 * under way is left to its end, and one that FCM or a fault of ours put off waits as long as that said.
 */
export function hastenAttempt(wipe: Wipe, schedule: AttemptSchedule, now: Date): Wipe {
  const { nextStepAt, attemptIsOpen, movesInARow, lastAttempt, openedAt, handOverOn } = wipe;
  if (nextStepAt === undefined || attemptIsOpen || movesInARow > 0) return wipe;
  const after = lastAttempt?.attemptedAt ?? openedAt;
  const latest = latestBefore(handOverOn, schedule, { after, chance: 0 });
  const isHandedOver = handOverOn && now.getTime() > handOverOn.getTime() + halfDay;
  if (latest === undefined || isHandedOver || latest >= nextStepAt) return wipe;
  return { ...wipe, nextStepAt: latest > now ? latest : now };
}

/** When the one after an attempt is due at the latest for the sake of a hand-over: never later than the gap, whatever jitter says. */
function latestBefore(
  handOverOn: Date | undefined,
  { handOver: { gap, window }, jitter, quiet }: AttemptSchedule,
  { after, chance }: { after: Date; chance: number },
): Date | undefined {
  if (handOverOn === undefined) return undefined;
  const from = Math.max(after.getTime(), handOverOn.getTime() - window);
  if (from > handOverOn.getTime() + halfDay) return undefined;
  const at = Math.round(from + gap * (1 - jitter * chance));
  return earlierThanQuiet(at, quiet);
}

/** Out of the quiet minutes the other way: what must not be late comes before them. */
function earlierThanQuiet(at: number, quiet: number): Date {
  const nearest = Math.round(at / quarterHour) * quarterHour;
  return new Date(Math.abs(at - nearest) <= quiet && quiet > 0 ? nearest - quiet - 1 : at);
}

function nextPoint(
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

/** Later, never earlier, and spread over what is left of the quarter, so that the quiet minutes don't end in a burst. */
function outsideQuietMinutes(at: number, quiet: number, chance: number): Date {
  const intoQuarter = at % quarterHour;
  const isQuiet = intoQuarter < quiet || intoQuarter >= quarterHour - quiet;
  if (quiet === 0 || !isQuiet) return new Date(at);
  const quarter = Math.round(at / quarterHour) * quarterHour;
  return new Date(quarter + quiet + Math.floor(chance * (quarterHour - 2 * quiet)));
}
