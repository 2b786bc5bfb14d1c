import type { Wipe } from "../domain/wipe.ts";
import { isOpen } from "../domain/wipeMoves.ts";
import type { Clock, ScheduleAttempt } from "./ports.ts";

interface Ports {
  readonly attempt: (wipeId: string) => Promise<void>;
  readonly scheduleAttempt: ScheduleAttempt;
  readonly clock: Clock;
}

/**
 * Pays what a stored wipe owes: an attempt that is due is made, one that is due later is scheduled. The wipe may be stale,
 * events come twice and out of order: the attempt reads it again, and scheduling twice is harmless. While an attempt is
 * open its lease is the sweeper's business.
 */
export async function driveWipe(wipe: Wipe, { attempt, scheduleAttempt, clock }: Ports): Promise<void> {
  if (!isOpen(wipe.state) || wipe.attemptIsOpen || wipe.nextStepAt === undefined) return;
  if (wipe.nextStepAt <= clock()) await attempt(wipe.wipeId);
  else await scheduleAttempt(wipe.wipeId, wipe.nextStepAt);
}
