import type { Device } from "../domain/device.ts";
import { type DeviceParts, type DeviceView, standingOf } from "../domain/deviceView.ts";
import { type ResetCapability, resetClears } from "../domain/resetCapability.ts";
import type { Records } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import type { ViewPorts } from "./viewPorts.ts";

/** A device with what a view of it is made of, as stored. */
export async function readParts(
  records: Pick<Records, "certificates" | "wipes">,
  device: Device,
): Promise<DeviceParts> {
  const certificates = await readOwnCertificates(records, device);
  const wipe = device.wipeId === undefined ? undefined : await records.wipes.read(device.wipeId);
  return { device, certificates, wipe };
}

/** What the holder sees of a device. */
export function makeView(
  parts: DeviceParts,
  {
    registry,
    render,
    hibernation,
    clock,
  }: Omit<ViewPorts, "readRegistry"> & { readonly registry: readonly ResetCapability[] },
): DeviceView {
  const [resetHelps, now] = [resetClears(registry, parts.device.handset), clock()];
  const { erasure, instruction, ...rest } = standingOf(parts, { resetHelps, hibernation, now });
  return {
    ...rest,
    erasure: { ...erasure, words: render.erasure(erasure) },
    todo: { instruction, ...render.instruction(instruction) },
    updatedAt: now,
  };
}
