import { isComplete } from "./acknowledgement.ts";
import { evidenceLevels } from "./evidence.ts";
import type { Wipe } from "./wipe.ts";

/**
 * Whether what a wipe is believed on confirms it. The phone's word has to be there for every certificate. A reset that was reported
 * proves what the reset registry says it clears, which is written on each certificate.
 */
export function isProven(wipe: Wipe): boolean {
  const isByReset = wipe.evidence === "resetReported";
  if (isByReset && wipe.certificates.every(({ evidence }) => evidence !== undefined)) return true;
  const needsEveryWord = wipe.evidence === "deviceSigned" || wipe.evidence === "deviceAttested";
  return strength(wipe) >= evidenceLevels.indexOf("counterChecked") && (!needsEveryWord || isComplete(wipe));
}

/** How far a wipe is believed to be done, in steps from nothing. */
export function strength({ evidence }: Pick<Wipe, "evidence">): number {
  return evidenceLevels.indexOf(evidence);
}
