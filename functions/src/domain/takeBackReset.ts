import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { endWipe } from "./endWipe.ts";
import { isInUseAgain } from "./inUseAgain.ts";
import type { AttemptOutcome, Wipe } from "./wipe.ts";

/**
 * The end of a reset's wipe whose phone is in use again, or undefined where it goes on: also where the SEI-TSM may have the request,
 * so that what it says of it later finds an open wipe.
 */
export function takeBackReset(
  wipe: Wipe,
  { device, own }: { readonly device: Device; readonly own: readonly Certificate[] },
  now: Date,
): Wipe | undefined {
  const isOver = isInUseAgain(wipe, device, own.filter(isInForce)) && !mayBeAsked(wipe);
  return isOver ? endWipe(wipe, "cancel", now) : undefined;
}

/**
 * Whether the SEI-TSM may have this request: not before it was first asked, nor where it has refused that, once. One that ended
 * otherwise, as by timing out, may have reached it; and of several only how the last one ended is kept here. What it carries out all
 * the same it reports, and the holder is told.
 */
function mayBeAsked({ attemptIsOpen, attempts, movesInARow, lastAttempt }: Wipe): boolean {
  if (attemptIsOpen || attempts > 1 || movesInARow > 1) return true;
  if (!lastAttempt) return attempts > 0;
  return lastAttempt.number > 1 || !refusals.includes(lastAttempt.outcome);
}

/** Answers by which nothing was taken. */
const refusals: readonly AttemptOutcome[] = ["throttled", "faultIsOurs", "noTarget"];
