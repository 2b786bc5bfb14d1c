import { type Certificate, isInUse, revoke } from "./certificate.ts";
import type { Device } from "./device.ts";
import { settled } from "./deviceMatter.ts";
import { type FreshIds, openOrJoinWipe } from "./openWipe.ts";
import { isRefused } from "./refusal.ts";
import { type Revocation, stateAfter } from "./revocation.ts";
import { erasureOf, type Wipe, type WipeScope } from "./wipe.ts";

/** A device with the certificates that a revocation touches, all or some. `wipe` is the one opened last, if any. */
export interface EnrolledDevice {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  /** The certificates of the device that it leaves as they are. */
  readonly others?: readonly Certificate[];
  readonly wipe?: Wipe;
}

/** What a revocation makes of a device: always with the wipe that must follow. */
export interface RevokedDevice {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipe: Wipe;
}

/**
 * Revokes the given certificates of one device and opens or joins its wipe, which lists these (countermeasures 1-1 to 2-2).
 * A device that was revoked before keeps its wipe and its state, so a second application raises a reason at most. An expired
 * certificate can't be revoked, but it is wiped: the holder's name and address are still in it. While another certificate of
 * the device is in force or may be again, the device keeps its state.
 */
export function revokeDevice(
  enrolled: EnrolledDevice,
  order: { revocation: Revocation; fresh: FreshIds; scope: WipeScope; now: Date },
): RevokedDevice {
  const { revocation, fresh, scope, now } = order;
  const certificates = enrolled.certificates.map((certificate) => {
    const revoked = revoke(certificate, revocation);
    return isRefused(revoked) ? certificate : revoked;
  });
  const { device, wipe: current, others = [] } = enrolled;
  // What was stopped before, also where its reason is raised, owes nothing new: it is in a wipe, open or ended.
  const owed = certificates.filter(({ state }, i) => !current || state !== enrolled.certificates[i]?.state);
  if (current && owed.length === 0) return { device, certificates, wipe: current };
  const wipe = openOrJoinWipe({ device, certificates: owed, current, fresh, scope, now });
  const state = others.some(isInUse) ? device.state : stateAfter(revocation.cause, device.state);
  const revoked = { ...device, state, wipeId: wipe.wipeId, erasure: erasureOf(wipe) };
  return { device: state === "active" ? revoked : settled(revoked), certificates, wipe };
}
