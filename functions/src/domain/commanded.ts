import type { Certificate } from "./certificate.ts";
import { isInUseAgain } from "./inUseAgain.ts";
import type { Showing } from "./shown.ts";
import type { Wipe, WipeTarget } from "./wipe.ts";

/** What a wipe's phone may be commanded to erase. */
export interface Commanded {
  readonly wipe: Wipe;
  /** What the wipe lists without what is in force; never empty. */
  readonly stopped: readonly WipeTarget[];
}

/**
 * A wipe without what is in force, which its phone is never commanded to erase whoever listed it: a reset, or an edit in the
 * console. Undefined where nothing is left. It goes by the thumbprint, which is all that the phone is told of a certificate.
 */
export function commandedOf(
  wipe: Wipe,
  inForce: readonly Pick<Certificate, "thumbprint">[],
): Commanded | undefined {
  const kept = new Set(inForce.map(({ thumbprint }) => thumbprint));
  const stopped = wipe.certificates.filter(({ thumbprint }) => !kept.has(thumbprint));
  return stopped.length > 0 ? { wipe, stopped } : undefined;
}

/**
 * A wipe as the SEI-TSM is asked for it: what is in force only where a reset had it listed, and not once its phone is in use again.
 * Undefined where nothing is left to ask for.
 */
export function askedOfTsm(
  wipe: Wipe,
  device: Showing | undefined,
  inForce: readonly Certificate[],
): Wipe | undefined {
  if (wipe.resetVersion !== undefined)
    return device && isInUseAgain(wipe, device, inForce) ? undefined : wipe;
  const commanded = commandedOf(wipe, inForce);
  return commanded && { ...wipe, certificates: commanded.stopped };
}
