import type { Certificate } from "./certificate.ts";
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
 * A wipe as the SEI-TSM is asked for it: with what is in force only where a reset had it listed. Undefined where nothing is left to
 * ask for.
 */
export function askedOfTsm(
  wipe: Wipe,
  inForce: readonly Pick<Certificate, "thumbprint">[],
): Wipe | undefined {
  if (wipe.resetVersion !== undefined) return wipe;
  const commanded = commandedOf(wipe, inForce);
  return commanded && { ...wipe, certificates: commanded.stopped };
}
