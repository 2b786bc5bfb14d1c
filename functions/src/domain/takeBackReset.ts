import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { endWipe } from "./endWipe.ts";
import { type Showing, shownAt } from "./shown.ts";
import type { AttemptOutcome, Wipe, WipeTarget } from "./wipe.ts";
import { isOpen } from "./wipeMoves.ts";

/**
 * Whether the phone of a reset's wipe is in use again: its user backed out, for all that is listed is in force, and the phone has
 * signed with it since what the maker last told of. Nobody is asked to erase it then.
 */
export function isInUseAgain(wipe: Wipe, device: Showing, inForce: readonly Used[]): boolean {
  const { resetVersion, resetAt = wipe.openedAt, certificates } = wipe;
  const used = new Set(inForce.map(({ certificateId }) => certificateId));
  const isUsed = ({ certificateId }: WipeTarget) =>
    used.has(certificateId) && shownAt(device, certificateId) > resetAt;
  return resetVersion !== undefined && isOpen(wipe.state) && certificates.every(isUsed);
}

type Used = Pick<Certificate, "certificateId">;

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
 * Whether the SEI-TSM may have this request: not before it was first asked, nor where it has refused that. One that came to
 * nothing else, as by timing out, may have reached it. What it carries out all the same it reports, and the holder is told.
 */
function mayBeAsked({ attemptIsOpen, attempts, movesInARow, lastAttempt }: Wipe): boolean {
  if (attemptIsOpen || attempts > 1 || movesInARow > 1) return true;
  if (!lastAttempt) return attempts > 0;
  return lastAttempt.number > 1 || !refusals.includes(lastAttempt.outcome);
}

/** Answers by which nothing was taken. */
const refusals: readonly AttemptOutcome[] = ["throttled", "faultIsOurs", "noTarget"];
