import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";

interface Ports {
  readonly transact: Transact<"devices" | "certificates">;
}

/** The holder's active devices with their certificates, without the phone in hand; what a replacement would revoke (1-1). */
export function previewReplacement(
  { holderId, newDeviceId }: { holderId: string; newDeviceId: string | undefined },
  { transact }: Ports,
): Promise<readonly { device: Device; certificates: readonly Certificate[] }[]> {
  return transact(async (records) => {
    const active = await records.devices.activeOf(holderId);
    const old = active.filter(({ deviceId }) => deviceId !== newDeviceId);
    return Promise.all(
      old.map(async (device) => ({
        device,
        certificates: await readOwnCertificates(records, device),
      })),
    );
  });
}
