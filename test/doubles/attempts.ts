import { expect } from "vitest";
import { endAttempt } from "../../functions/src/domain/attempt.ts";
import { type NextAttempt, nextAttempt } from "../../functions/src/domain/attemptSchedule.ts";
import type { AttemptOutcome, Wipe } from "../../functions/src/domain/wipe.ts";
import { minutesLater, sampleWipe, start } from "./samples.ts";
import type { World } from "./world.ts";

/** How long an attempt may take, milliseconds. */
export const lease = 2 * 60_000;

/** Attempts now, after 5 min and after 30 min; then every day. Nothing is left to chance. */
export const plainSchedule = {
  points: [0, 5 * 60_000, 30 * 60_000],
  afterwards: 24 * 60 * 60_000,
  deferral: 15 * 60_000,
  jitter: 0,
  quiet: 0,
  handOver: { gap: 120 * 60_000, window: 3 * 24 * 60 * 60_000 },
};

/** Attempt 1 is under way. */
export const begun: Wipe = { ...sampleWipe, attempts: 1, attemptIsOpen: true, nextStepAt: minutesLater(2) };

/** Attempts a wipe in a process that dies between FCM's acceptance and the write; FCM goes on as usual. */
export async function dieSending(world: World, wipeId: string): Promise<void> {
  world.fcm = () => Promise.reject(new Error("the process died"));
  await expect(world.attempt(wipeId)).rejects.toThrow("died");
  world.fcm = async () => ({ outcome: "accepted" });
}

/** What is due next, so many minutes after the opening. */
export function nextAfter(minutes: number): NextAttempt {
  return nextAttempt(plainSchedule, { openedAt: start, now: minutesLater(minutes), chance: 0 });
}

/** A wipe after an attempt, by default the last one, ended so many minutes after the opening. */
export function end(wipe: Wipe, outcome: AttemptOutcome, minutes = 1, number = wipe.attempts): Wipe {
  return endAttempt(wipe, {
    number,
    result: { outcome },
    next: nextAfter(minutes),
    now: minutesLater(minutes),
    chance: 0,
  });
}
