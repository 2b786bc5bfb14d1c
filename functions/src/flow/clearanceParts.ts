import type { Certificate } from "../domain/certificate.ts";
import { type Clearance, clearanceOf } from "../domain/clearance.ts";
import type { Device } from "../domain/device.ts";
import { type ResetCapability, resetClears } from "../domain/resetCapability.ts";
import type { Wipe } from "../domain/wipe.ts";
import { readCertificatesOnChip } from "./isOvertaken.ts";
import type { Records } from "./ports.ts";

/** What a device's clearance is decided by, as stored. */
export interface ClearanceParts {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipes: readonly Wipe[];
}

/** What decides a clearance besides its parts. */
export interface ClearanceRules {
  readonly registry: readonly ResetCapability[];
  readonly now: Date;
}

/** The rest of what a device's clearance is decided by. */
export async function readClearanceParts(
  records: Pick<Records, "cards" | "devices" | "secureElements" | "certificates" | "wipes">,
  device: Device,
): Promise<ClearanceParts> {
  const certificates = await readCertificatesOnChip(records, device);
  // What an earlier enrolment left on the chip is in the wipes of that one.
  const deviceIds = new Set([device.deviceId, ...certificates.map(({ deviceId }) => deviceId)]);
  const wipes = await Promise.all([...deviceIds].map((deviceId) => records.wipes.ofDevice(deviceId)));
  return { device, certificates, wipes: wipes.flat() };
}

/** What a device's clearance comes to now, with what is particular to a check at a counter. */
export function clearanceFrom(
  { device, certificates, wipes }: ClearanceParts,
  { registry, now }: ClearanceRules,
  counter: Pick<Parameters<typeof clearanceOf>[0], "pulledAt" | "isByPhone"> = {},
): Clearance {
  return clearanceOf({
    certificates,
    wipe: wipes.find(({ wipeId }) => wipeId === device.wipeId),
    earlierWipes: wipes.filter(({ wipeId }) => wipeId !== device.wipeId),
    device,
    resetHelps: resetClears(registry, device.handset),
    ...counter,
    now,
  });
}
