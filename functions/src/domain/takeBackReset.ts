import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { endWipe } from "./endWipe.ts";
import { shownAt } from "./shown.ts";
import type { Wipe, WipeTarget } from "./wipe.ts";
import { isOpen } from "./wipeMoves.ts";

/**
 * The end of a reset's wipe whose phone is in use again: its holder backed out, for all that is listed is in force, and the phone has
 * signed with it since what the maker last told of. Nobody is asked to erase it any more; what the SEI-TSM carries out all the same,
 * because it had the request, it reports, and the holder is told. Undefined where it goes on.
 */
export function takeBackReset(
  wipe: Wipe,
  { device, own }: { readonly device: Device; readonly own: readonly Certificate[] },
  now: Date,
): Wipe | undefined {
  const { resetVersion, resetAt = wipe.openedAt, certificates } = wipe;
  const inForce = new Set(own.filter(isInForce).map(({ certificateId }) => certificateId));
  const isUsed = ({ certificateId }: WipeTarget) =>
    inForce.has(certificateId) && shownAt(device, certificateId) > resetAt;
  const isOver = resetVersion !== undefined && isOpen(wipe.state) && certificates.every(isUsed);
  return isOver ? endWipe(wipe, "cancel", now) : undefined;
}
