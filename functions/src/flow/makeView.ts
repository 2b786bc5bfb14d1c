import type { Device } from "../domain/device.ts";
import { type DeviceView, standingOf } from "../domain/deviceView.ts";
import { type ResetCapability, resetClears } from "../domain/resetCapability.ts";
import type { Records } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import type { ViewPorts } from "./viewPorts.ts";

/** What the holder sees of a device, from its records as they are; three reads and more, none of them a view's. */
export async function makeView(
  records: Pick<Records, "certificates" | "wipes">,
  device: Device,
  { registry, render, hibernation, clock }: Omit<ViewPorts, "readRegistry"> & MadeWith,
): Promise<DeviceView> {
  const certificates = await readOwnCertificates(records, device);
  const wipe = device.wipeId === undefined ? undefined : await records.wipes.read(device.wipeId);
  const [resetHelps, now] = [resetClears(registry, device.handset), clock()];
  const standing = standingOf({ device, certificates, wipe }, { resetHelps, hibernation, now });
  const { erasure, instruction, ...rest } = standing;
  return {
    ...rest,
    erasure: { ...erasure, words: render.erasure(erasure) },
    todo: { instruction, ...render.instruction(instruction) },
    updatedAt: now,
  };
}

interface MadeWith {
  readonly registry: readonly ResetCapability[];
}
