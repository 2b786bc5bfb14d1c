import { type AttemptSchedule, nextAttempt } from "./attemptSchedule.ts";
import type { Device } from "./device.ts";
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

/**
 * Records what attempt `number` came to and plans the next one. Throttling and outages move the attempt, they don't use
 * it up. A result that arrives after the wipe moved on (answered, joined, begun anew) changes nothing.
 */
export function endAttempt(
  wipe: Wipe,
  end: { number: number; result: AttemptResult; schedule: AttemptSchedule; now: Date },
): Wipe {
  const { number, result, schedule, now } = end;
  if (!isOpen(wipe.state) || !wipe.attemptIsOpen || wipe.attempts !== number) return wipe;
  if (result.outcome === "throttled" || result.outcome === "unavailable") {
    const nextStepAt = new Date(now.getTime() + (result.retryAfter ?? oneMinute));
    return { ...wipe, attempts: number - 1, attemptIsOpen: false, nextStepAt };
  }
  const next = nextAttempt(schedule, wipe.openedAt, now);
  const verb = result.outcome === "accepted" ? "send" : "postpone";
  const planned = { ...wipe, attemptIsOpen: false, nextStep: "attempt", nextStepAt: next.at } as const;
  if (!next.isExhausted) return { ...planned, state: wipeMoves[wipe.state][verb] };
  return { ...planned, state: wipeMoves[wipe.state].exhaust, cause: wipe.cause ?? "windowOver" };
}

/** Whether a message may go to this device at all: FCM never gets a target it called dead. */
export function isReachable(device: Device | undefined): device is Device {
  return device !== undefined && device.pushTarget.state !== "dead";
}
