import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Hold } from "../domain/hold.ts";
import type { Records } from "./ports.ts";
import { readCertificates } from "./readCertificates.ts";

/** A hold with how what it covers stands now. */
export interface ShownHold {
  readonly hold: Hold;
  readonly devices: readonly { readonly device: Device; readonly certificates: readonly Certificate[] }[];
}

/** A hold with the present state of what it covers. */
export async function showHold(
  records: Pick<Records, "devices" | "certificates">,
  hold: Hold,
): Promise<ShownHold> {
  const ids = hold.certificates.map(({ certificateId }) => certificateId);
  const byDevice = Map.groupBy(await readCertificates(records, ids), ({ deviceId }) => deviceId);
  const devices = await Promise.all(
    [...byDevice].map(async ([deviceId, certificates]) => {
      const device = await records.devices.read(deviceId);
      if (!device) throw new Error("a certificate names a device that isn't kept");
      return { device, certificates };
    }),
  );
  return { hold, devices };
}
