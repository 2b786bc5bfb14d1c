import { type Certificate, currentHold } from "../domain/certificate.ts";
import type { Hold } from "../domain/hold.ts";
import { stillHeld } from "../domain/releaseDevice.ts";
import type { EnrolledDevice } from "../domain/revokeDevice.ts";
import type { Records } from "./ports.ts";
import { readCertificates, readOwnCertificates } from "./readCertificates.ts";

/** A device with those of its certificates that are still on the holds in question, at least one. */
export interface StillHeldDevice extends EnrolledDevice {
  /** The hold that the certificates are on. */
  readonly heldBy: string;
}

/**
 * What is still on one of these holds, each device once however many of the holds cover it: the one that it is in now. Nothing of
 * what has been revoked, released or has expired since, and nothing that a later hold holds.
 */
export async function readHeld(
  records: Pick<Records, "devices" | "certificates" | "wipes">,
  holds: readonly Hold[],
): Promise<readonly StillHeldDevice[]> {
  const covered = holds.flatMap((hold) => hold.certificates.map(({ certificateId }) => certificateId));
  const all = await readCertificates(records, [...new Set(covered)]);
  const still = new Set(holds.flatMap((hold) => stillHeld(hold, all)));
  const byDevice = Map.groupBy(still, ({ deviceId }) => deviceId);
  const read = [...byDevice].map(([deviceId, held]) => readDevice(records, deviceId, held));
  return (await Promise.all(read)).filter((device) => device !== undefined);
}

async function readDevice(
  records: Pick<Records, "devices" | "certificates" | "wipes">,
  deviceId: string,
  certificates: readonly Certificate[],
): Promise<StillHeldDevice | undefined> {
  const [first] = certificates;
  const span = first && currentHold(first);
  if (!span) return undefined;
  const device = await records.devices.read(deviceId);
  if (!device) throw new Error("a certificate names a device that isn't kept");
  const wipe = device.wipeId === undefined ? undefined : await records.wipes.read(device.wipeId);
  const held = new Set(certificates.map(({ certificateId }) => certificateId));
  const others = (await readOwnCertificates(records, device)).filter((one) => !held.has(one.certificateId));
  return { device, certificates, others, heldBy: span.holdId, ...(wipe ? { wipe } : {}) };
}
