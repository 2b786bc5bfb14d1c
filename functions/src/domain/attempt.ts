import type { NextAttempt } from "./attemptSchedule.ts";
import type { Device } from "./device.ts";
import { endWipe } from "./endWipe.ts";
import { pushTargetStateAt } from "./pushTarget.ts";
import type { Attempt, AttemptOutcome, Wipe } from "./wipe.ts";
import { isOpen, wipeMoves } from "./wipeMoves.ts";

/**
 * Begins the attempt that is due, or repeats the number of one that never ended; undefined when none is due. `lease`
 * (milliseconds) is how long an attempt may stay open before it is taken for crashed: longer than one send can take.
 */
export function beginAttempt(wipe: Wipe, now: Date, lease: number): Wipe | undefined {
  const isDue = wipe.nextStepAt !== undefined && wipe.nextStepAt.getTime() <= now.getTime();
  if (!isOpen(wipe.state) || !isDue) return undefined;
  return {
    ...wipe,
    attempts: wipe.attemptIsOpen ? wipe.attempts : wipe.attempts + 1,
    attemptIsOpen: true,
    nextStepAt: new Date(now.getTime() + lease),
  };
}

/** What an attempt came to. `retryAfter` (milliseconds) is FCM's own wish, where it gave one. */
export interface AttemptResult {
  readonly outcome: AttemptOutcome;
  readonly retryAfter?: number;
  /** The client library's own code, where it has one that isn't known; for the log. */
  readonly code?: string;
}

/** How attempt `number` ended, and what that means for the next one. `chance` is at least 0 and below 1. */
interface AttemptEnd {
  readonly number: number;
  readonly result: AttemptResult;
  readonly next: NextAttempt;
  /** Until when a fault of ours holds all attempts back. */
  readonly heldUntil?: Date | undefined;
  readonly now: Date;
  readonly chance: number;
}

/** Outcomes that move an attempt without using it up: the phone was never tried. */
const isMoved: ReadonlySet<AttemptOutcome> = new Set(["throttled", "unavailable"]);

const firstMove = 60_000;
const longestMove = 60 * 60_000;
/** FCM's own rule: no sooner than that, whatever its answer asks for. */
const shortestMove = 10_000;

/**
 * Records what attempt `number` came to and plans the next one. Throttling and outages move the attempt, they don't use it
 * up, and each in a row waits twice as long, up to an hour; a target that is dead leaves the wipe to a person. Attempts of
 * every outcome end when the certificates would have expired. A result that arrives after the wipe moved on (answered,
 * joined, begun anew) changes nothing.
 */
export function endAttempt(wipe: Wipe, end: AttemptEnd): Wipe {
  const { number, result, next, heldUntil, now, chance } = end;
  if (!isOpen(wipe.state) || !wipe.attemptIsOpen || wipe.attempts !== number) return wipe;
  if (next.isExhausted && now >= wipe.retainUntil) return endWipe(wipe, "close", now);
  if (heldUntil) return moveAttempt(wipe, heldUntil);
  if (isMoved.has(result.outcome)) {
    const wait = result.retryAfter ?? Math.min(firstMove * 2 ** wipe.movesInARow, longestMove) * (1 + chance);
    return moveAttempt(wipe, new Date(now.getTime() + Math.max(wait, shortestMove)));
  }
  const verb = result.outcome === "accepted" ? "send" : "postpone";
  const planned = { ...wipe, movesInARow: 0, attemptIsOpen: false, nextStepAt: next.at } as const;
  const isUnreachable = result.outcome === "noTarget";
  if (!isUnreachable && !next.isExhausted) return { ...planned, state: wipeMoves[wipe.state][verb] };
  const cause = isUnreachable ? "unreachable" : (wipe.cause ?? "windowOver");
  return { ...planned, state: wipeMoves[wipe.state].exhaust, cause };
}

/**
 * Notes a result on its wipe, and what has to be filed apart for that: the attempt noted before, or the result itself when
 * it comes later than that of a later attempt. A repeat under the same number takes its place where it was the one that
 * counted; the result of a straggler that `endAttempt` left alone is noted only where the number has none yet.
 */
export function noteAttempt(
  wipe: Wipe,
  attempt: Attempt,
  { isIgnored, isFiled }: { isIgnored: boolean; isFiled: boolean },
): { wipe: Wipe; filed?: Attempt } {
  const { lastAttempt: before } = wipe;
  if (before && before.number > attempt.number) return isFiled ? { wipe } : { wipe, filed: attempt };
  if (before?.number === attempt.number && isIgnored) return { wipe };
  const noted = { ...wipe, lastAttempt: attempt };
  return before && before.number < attempt.number ? { wipe: noted, filed: before } : { wipe: noted };
}

/** Puts a begun attempt off: it keeps its number for the next time. */
export function moveAttempt(wipe: Wipe, nextStepAt: Date): Wipe {
  const { attempts, movesInARow } = wipe;
  return { ...wipe, attempts: attempts - 1, movesInARow: movesInARow + 1, attemptIsOpen: false, nextStepAt };
}

/** Whether a message may go to this device at all: FCM never gets a target that is dead. */
export function isReachable(device: Device | undefined, now: Date): device is Device {
  return device !== undefined && pushTargetStateAt(device.pushTarget, device.lastSeenAt, now) !== "dead";
}
