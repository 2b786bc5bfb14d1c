import type { NextAttempt } from "./attemptSchedule.ts";
import type { Device } from "./device.ts";
import { pushTargetStateAt } from "./pushTarget.ts";
import type { AttemptOutcome, Wipe } from "./wipe.ts";
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
}

const oneMinute = 60_000;

/** Outcomes that move an attempt without using it up: the phone was never tried. */
const isMoved: ReadonlySet<AttemptOutcome> = new Set(["throttled", "unavailable", "faultIsOurs"]);

/**
 * Records what attempt `number` came to and plans the next one. Throttling, outages and faults of ours move the attempt,
 * they don't use it up; a target that is dead leaves the wipe to a person. Attempts end when the certificates would have
 * expired. A result that arrives after the wipe moved on (answered, joined, begun anew) changes nothing.
 */
export function endAttempt(
  wipe: Wipe,
  end: { number: number; result: AttemptResult; next: NextAttempt; now: Date },
): Wipe {
  const { number, result, next, now } = end;
  if (!isOpen(wipe.state) || !wipe.attemptIsOpen || wipe.attempts !== number) return wipe;
  if (isMoved.has(result.outcome))
    return moveAttempt(wipe, new Date(now.getTime() + (result.retryAfter ?? oneMinute)));
  if (next.isExhausted && now >= wipe.retainUntil) return endUnverified(wipe, now);
  const verb = result.outcome === "accepted" ? "send" : "postpone";
  const planned = { ...wipe, attemptIsOpen: false, nextStepAt: next.at } as const;
  const isUnreachable = result.outcome === "noTarget";
  if (!isUnreachable && !next.isExhausted) return { ...planned, state: wipeMoves[wipe.state][verb] };
  const cause = isUnreachable ? "unreachable" : (wipe.cause ?? "windowOver");
  return { ...planned, state: wipeMoves[wipe.state].exhaust, cause };
}

/** Puts a begun attempt off: it keeps its number for the next time. */
export function moveAttempt(wipe: Wipe, nextStepAt: Date): Wipe {
  return { ...wipe, attempts: wipe.attempts - 1, attemptIsOpen: false, nextStepAt };
}

function endUnverified(wipe: Wipe, now: Date): Wipe {
  const { nextStep, nextStepAt, ...rest } = wipe;
  return { ...rest, state: wipeMoves[wipe.state].close, attemptIsOpen: false, endedAt: now };
}

/** Whether a message may go to this device at all: FCM never gets a target that is dead. */
export function isReachable(device: Device | undefined, now: Date): device is Device {
  return device !== undefined && pushTargetStateAt(device.pushTarget, device.lastSeenAt, now) !== "dead";
}
