import { isOpen } from "../domain/wipeMoves.ts";
import type { Clock, ScheduleTask, WipeAsRead } from "./ports.ts";

interface Ports {
  readonly attempt: (wipeId: string, known: WipeAsRead) => Promise<void>;
  readonly scheduleAttempt: ScheduleTask;
  readonly clock: Clock;
}

/**
 * Pays what a stored wipe owes: an attempt that is due is made, one that is due later is scheduled. The wipe may be stale,
 * events come twice and out of order: a number is taken only from the wipe as it is, and scheduling twice is harmless.
 * While an attempt is open its lease is the sweeper's business.
 */
export async function driveWipe(
  asRead: WipeAsRead,
  { attempt, scheduleAttempt, clock }: Ports,
): Promise<void> {
  const { wipe } = asRead;
  if (!isOpen(wipe.state) || wipe.attemptIsOpen || wipe.nextStepAt === undefined) return;
  if (wipe.nextStepAt <= clock()) await attempt(wipe.wipeId, asRead);
  else await scheduleAttempt(wipe.wipeId, wipe.nextStepAt);
}
