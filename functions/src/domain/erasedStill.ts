import { type Showing, shownAt } from "./shown.ts";
import type { Wipe } from "./wipe.ts";

/**
 * Whether a wipe has proven that a certificate is gone, and it may be taken to be gone still: a registration that was signed with
 * it since proves that it is there.
 */
export function isErasedStill(
  certificateId: string,
  wipe: Pick<Wipe, "state" | "endedAt" | "evidence" | "resetAt" | "certificates">,
  device: Showing,
): boolean {
  const isListed = wipe.certificates.some((target) => target.certificateId === certificateId);
  const erasedAt = wipe.state === "confirmed" ? erasedAtOf(wipe) : undefined;
  return isListed && erasedAt !== undefined && shownAt(device, certificateId) <= erasedAt;
}

/** What a maker says may be heard long after it was so; the phone's and the SEI-TSM's answers are about what is now. */
function erasedAtOf({ evidence, resetAt, endedAt }: Pick<Wipe, "evidence" | "resetAt" | "endedAt">) {
  return evidence === "resetReported" ? (resetAt ?? endedAt) : endedAt;
}
