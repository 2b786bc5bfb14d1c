import type { Certificate, CertificateKind } from "./certificate.ts";
import type { Device, Handset, PublicKey } from "./device.ts";
import { endWipe } from "./endWipe.ts";
import { hexDigest } from "./hash.ts";
import type { AuditHead } from "./holder.ts";
import { type PushTarget, registered } from "./pushTarget.ts";
import { type Refused, refuse } from "./refusal.ts";
import { leftOut, type ShownBefore } from "./shown.ts";
import { type Wipe, withoutAnswer } from "./wipe.ts";
import { wipeMoves } from "./wipeMoves.ts";

/** What a phone registers with, its proofs already verified. */
export interface Enrolment {
  readonly holderId: string;
  readonly secureElement: string;
  /** Whether the SEI-TSM vouches that the certificates are in that secure element; else it is only the app's word. */
  readonly isProven: boolean;
  readonly deviceKey: PublicKey;
  readonly handset: Handset;
  readonly pushTarget: Pick<PushTarget, "kind" | "value">;
  readonly certificateIds: readonly string[];
  /** When the device key signed the registration: a late one must not undo a newer one. */
  readonly signedAt: Date;
}

/**
 * Whether the phone registers again with certificates it had: the same enrolment, refreshed. Some of them are enough: a
 * phone that has erased one already must still be able to say where it is.
 */
export function isSameEnrolment(current: Device, enrolment: Enrolment): boolean {
  const known = new Set(current.certificateIds);
  return current.holderId === enrolment.holderId && enrolment.certificateIds.every((id) => known.has(id));
}

/**
 * What stands against a new enrolment: one of its certificates is known and was stopped. Enrolling it would make it valid
 * again and cancel the wipe that it is owed, so it may only be registered in the enrolment it is in.
 */
export function refuseStopped(known: readonly Certificate[]): Refused | undefined {
  const stopped = known.find(({ state }) => state !== "valid");
  if (!stopped) return undefined;
  const isRevoked = stopped.state === "revoked";
  return refuse(isRevoked ? "certificate_revoked" : "certificate_unknown", "Enrol new certificates.");
}

/**
 * Where a secure element's enrolments are counted. What only an app says is counted for its holder alone: nobody can push
 * another holder's phone out of its place by naming its secure element.
 */
export function slotOf(enrolment: Enrolment): string {
  return enrolment.isProven ? enrolment.secureElement : unprovenSlotOf(enrolment);
}

/** Where the same phone was counted before anybody vouched for it. */
export function unprovenSlotOf({
  holderId,
  secureElement,
}: Pick<Enrolment, "holderId" | "secureElement">): string {
  return hexDigest(holderId, secureElement);
}

/**
 * Whether a new enrolment ends the one before it in the same secure element: the SEI-TSM vouches for both, or a certificate
 * or the device key is the same, so that it is the same phone. Being the same holder's is not enough: a new phone that
 * names the old one's secure element must not end its wipe (the fourth promise in README), and neither may one that is
 * vouched for end the wipe of an old one that only said it was in that element.
 */
export function mayOvertake(
  current: Device,
  enrolment: Enrolment,
  { shared, areVouchedFor }: { shared: readonly Certificate[]; areVouchedFor: boolean },
): boolean {
  if (areVouchedFor || shared.length > 0) return true;
  return isOwnKey(current, enrolment);
}

/** Whether an enrolment was signed with the device key that the same holder's device has. */
export function isOwnKey(current: Device, { deviceKey, holderId }: Enrolment): boolean {
  return isSameKey(current.deviceKey, deviceKey) && current.holderId === holderId;
}

/** A device as first registered, active, with what it takes over from an earlier enrolment of the same phone. */
export function enrol(
  enrolment: Enrolment,
  place: { deviceId: string; generation: number; auditHead: AuditHead; now: Date },
  takenOver: readonly ShownBefore[] = [],
): Device {
  const { holderId, secureElement, deviceKey, handset, pushTarget, certificateIds } = enrolment;
  return {
    deviceId: place.deviceId,
    holderId,
    generation: place.generation,
    secureElement,
    state: "active",
    handset,
    deviceKey,
    pushTarget: registered(pushTarget, place.now),
    certificateIds: [...certificateIds, ...takenOver.map(({ certificateId }) => certificateId)],
    registeredAt: place.now,
    registrationSignedAt: enrolment.signedAt,
    shownBefore: takenOver,
    lastSeenAt: place.now,
    auditHead: place.auditHead,
  };
}

/**
 * Whether a registration says nothing that the device doesn't have: it was signed before the one that is kept and overtaken on its
 * way, or it is that very one again, tried anew because the answer was lost. Neither shows that the phone is there now.
 */
export function isOutdated(device: Device, enrolment: Enrolment): boolean {
  const [signedAt, kept] = [enrolment.signedAt.getTime(), device.registrationSignedAt.getTime()];
  return signedAt < kept || (signedAt === kept && saysTheSame(device, enrolment));
}

/** Signing times count seconds: a phone may say something else within one. */
function saysTheSame(device: Device, enrolment: Enrolment): boolean {
  const { deviceKey, handset, pushTarget, certificateIds } = enrolment;
  const left = leftOut(device, certificateIds);
  // Both are in the order of the device's certificates.
  const isSameChoice =
    left.length === device.shownBefore.length &&
    left.every(({ certificateId }, i) => certificateId === device.shownBefore[i]?.certificateId);
  const isSameTarget =
    device.pushTarget.kind === pushTarget.kind && device.pushTarget.value === pushTarget.value;
  return (
    isSameChoice &&
    isSameTarget &&
    isSameKey(device.deviceKey, deviceKey) &&
    isSameHandset(device.handset, handset)
  );
}

function isSameKey(one: PublicKey, other: PublicKey): boolean {
  return one.x === other.x && one.y === other.y;
}

function isSameHandset(one: Handset, other: Handset): boolean {
  const isSameModel = one.platform === other.platform && one.model === other.model;
  return isSameModel && one.osVersion === other.osVersion && one.appVersion === other.appVersion;
}

/** A device after its holder registered it again: new push target, handset and device key, the same enrolment. */
export function refresh({ found, ...device }: Device, enrolment: Enrolment, now: Date): Device {
  const { handset, deviceKey, signedAt: registrationSignedAt, certificateIds } = enrolment;
  const pushTarget = registered(enrolment.pushTarget, now);
  const shownBefore = leftOut(device, certificateIds);
  return { ...device, handset, deviceKey, pushTarget, registrationSignedAt, shownBefore, lastSeenAt: now };
}

/**
 * An open wipe after its own phone registered again: due at once, and answered with the key the phone has now. The app
 * may have been installed anew; possession of an on-chip certificate was proven just before. An attempt under way went to
 * the target as it was: what it comes to no longer moves the wipe. One that was closed without proof stays closed, but takes the key:
 * the phone is there, and can still answer. What was said before of certificates that it has shown now counts no more.
 */
export function contactWipe(
  wipe: Wipe,
  { deviceKey, shownIds = [], now }: { deviceKey: PublicKey; shownIds?: readonly string[]; now: Date },
): Wipe {
  if (wipe.state === "confirmed" || wipe.state === "cancelled") return wipe;
  const certificates = wipe.certificates.map((target) =>
    shownIds.includes(target.certificateId) ? withoutAnswer(target) : target,
  );
  if (wipe.nextStep === undefined) return { ...wipe, certificates, deviceKey };
  const { cause, ...rest } = wipe;
  const state = wipeMoves[wipe.state].contact;
  return { ...rest, certificates, state, deviceKey, attemptIsOpen: false, nextStepAt: now };
}

/**
 * The old enrolment's wipe once its secure element holds other certificates. It ends when every kind that it has to erase
 * was replaced, or is the new enrolment's now; one that was not is still on the chip, and the wipe stays.
 */
export function cancelWipe(wipe: Wipe, accountedFor: readonly CertificateKind[], now: Date): Wipe {
  const state = wipeMoves[wipe.state].cancel;
  const areReplaced = wipe.certificates.every(({ kind }) => accountedFor.includes(kind));
  if (state === wipe.state || !areReplaced) return wipe;
  return endWipe(wipe, "cancel", now);
}
