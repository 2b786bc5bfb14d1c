import { type Certificate, currentHold, type ReleaseOrder, release } from "./certificate.ts";
import type { Device } from "./device.ts";
import type { Hold } from "./hold.ts";
import type { FreshIds } from "./openWipe.ts";
import { isRefused } from "./refusal.ts";
import { type EnrolledDevice, type RevokedDevice, revokeDevice } from "./revokeDevice.ts";
import type { Wipe, WipeScope } from "./wipe.ts";

/** What a release makes of a device: with the wipe of what doesn't come back, where there is any. */
interface ReleasedDevice {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipe?: Wipe;
}

/** Of these certificates, those that are on the hold that this one says they are on: a later hold isn't touched. */
export function stillHeld(hold: Hold, certificates: readonly Certificate[]): readonly Certificate[] {
  const heldBy = new Map(hold.certificates.map((held) => [held.certificateId, held.heldBy]));
  return certificates.filter((certificate) => {
    const span = currentHold(certificate);
    return span !== undefined && span.holdId === heldBy.get(certificate.certificateId);
  });
}

/**
 * Takes a device's held certificates off hold. Those that don't come back are revoked, and their wipe is opened or joined
 * with them alone: the others stay on the chip, and the phone in use.
 */
export function releaseDevice(
  enrolled: EnrolledDevice,
  order: ReleaseOrder & { fresh: FreshIds; scope: WipeScope; now: Date },
): ReleasedDevice {
  const comesBack = ({ kind }: Certificate) => order.returning.includes(kind);
  const back = enrolled.certificates.filter(comesBack).map((certificate) => {
    const released = release(certificate, order);
    return isRefused(released) ? certificate : released;
  });
  const gone = enrolled.certificates.filter((certificate) => !comesBack(certificate));
  if (gone.length === 0) return { device: enrolled.device, certificates: back };
  const others = [...(enrolled.others ?? []), ...back];
  const revoked: RevokedDevice = revokeDevice({ ...enrolled, certificates: gone, others }, order);
  return { ...revoked, certificates: [...back, ...revoked.certificates] };
}
