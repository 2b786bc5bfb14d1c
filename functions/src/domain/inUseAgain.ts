import type { Certificate } from "./certificate.ts";
import { type Showing, shownAt } from "./shown.ts";
import type { Wipe, WipeTarget } from "./wipe.ts";
import { isOpen } from "./wipeMoves.ts";

/**
 * Whether the phone of a reset's wipe is in use again: its holder backed out, for all that is listed is in force, and the phone has
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
