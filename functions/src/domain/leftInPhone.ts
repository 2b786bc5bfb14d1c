import { type Certificate, type CertificateKind, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { isTakenForErased } from "./deviceMatter.ts";
import { isErasedStill } from "./erasedStill.ts";
import { newestWipeOf } from "./newestWipe.ts";
import { type ShownBefore, shownAt } from "./shown.ts";
import type { Wipe } from "./wipe.ts";

/** An enrolment that a new one of the same phone ends, with what is its own and all of its wipes. */
export interface EndedEnrolment {
  readonly device: Device;
  readonly own: readonly Certificate[];
  readonly wipes: readonly Wipe[];
}

/**
 * What a new enrolment of the same phone takes over from the one that it ends: the certificates of the kinds that it doesn't replace,
 * for they are still on the chip, and nobody would hold, revoke or erase them in an enrolment that is over. Not what was stopped
 * and is proven to be erased: nothing is left to do about it.
 */
export function leftInPhone(
  ended: EndedEnrolment,
  replaced: readonly CertificateKind[],
): readonly Certificate[] {
  const kept = ended.own.filter(({ kind }) => !replaced.includes(kind));
  return kept.filter((one) => isInForce(one) || !isErasedIn(ended, one));
}

/** Whether a certificate of an ended enrolment is proven to be gone from the phone, or its holder is told so. */
export function isErasedIn({ device, wipes }: EndedEnrolment, certificate: Certificate): boolean {
  const isTold = device.matter?.about === "erasedNotRevoked" && isInForce(certificate);
  if (isTold && isTakenForErased(certificate, device, wipes)) return true;
  const current = wipes.find(({ wipeId }) => wipeId === device.wipeId);
  const wipe = newestWipeOf(certificate, current, wipes);
  return wipe !== undefined && isErasedStill(certificate.certificateId, wipe, device);
}

/** When the phone last showed each of these, in the enrolment that is ended: the new one wasn't signed with them. */
export function shownInEnded(
  { device }: EndedEnrolment,
  left: readonly Certificate[],
): readonly ShownBefore[] {
  return left.map(({ certificateId }) => ({ certificateId, at: shownAt(device, certificateId) }));
}
