/** When attempts are due, in milliseconds since the wipe was opened: fixed points first, then monthly until told to end. */
export interface AttemptSchedule {
  readonly points: readonly number[];
  /** The gap between attempts after the last point, when the wipe is `stuck`. */
  readonly afterwards: number;
}

/** The next point after `now`. Points missed by a late task are skipped, so that catching up is never a burst. */
export function nextAttempt(schedule: AttemptSchedule, openedAt: Date, now: Date): NextAttempt {
  const elapsed = now.getTime() - openedAt.getTime();
  const point = schedule.points.find((candidate) => candidate > elapsed);
  return point === undefined
    ? { at: new Date(now.getTime() + schedule.afterwards), isExhausted: true }
    : { at: new Date(openedAt.getTime() + point), isExhausted: false };
}

/** When to try next, and whether the schedule is over, so that only a person can move the wipe. */
export interface NextAttempt {
  readonly at: Date;
  readonly isExhausted: boolean;
}
