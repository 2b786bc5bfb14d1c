import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { endWipe } from "./endWipe.ts";
import { lastShownAt } from "./shown.ts";
import type { Wipe } from "./wipe.ts";
import { isOpen } from "./wipeMoves.ts";

/**
 * The end of a reset's wipe whose phone has registered since: its user backed out, and the SEI-TSM would erase a phone that is used.
 * Undefined where it goes on: something of it was stopped or hasn't been shown, the registration was signed before what the maker
 * last told of, or the SEI-TSM has the request, so that what it says of it later must find an open wipe.
 */
export function takeBackReset(
  wipe: Wipe,
  { device, shown }: { readonly device: Device; readonly shown: readonly Certificate[] },
  now: Date,
): Wipe | undefined {
  const { resetVersion, resetAt = wipe.openedAt } = wipe;
  if (resetVersion === undefined || !isOpen(wipe.state) || mayBeAsked(wipe)) return undefined;
  const used = new Set(shown.filter(isInForce).map(({ certificateId }) => certificateId));
  const isUsed = wipe.certificates.every(({ certificateId }) => used.has(certificateId));
  return isUsed && lastShownAt(device) > resetAt ? endWipe(wipe, "cancel", now) : undefined;
}

/** Whether the SEI-TSM may have this request: one is under way, or it took the last one. */
function mayBeAsked({ attemptIsOpen, attempts, lastAttempt }: Wipe): boolean {
  const isAnswered = lastAttempt?.number === attempts && lastAttempt.outcome !== "accepted";
  return attemptIsOpen || (attempts > 0 && !isAnswered);
}
