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
  const byDevice = Map.groupBy(hold.certificates, ({ deviceId }) => deviceId);
  const devices = await Promise.all(
    [...byDevice].map(async ([deviceId, held]) => {
      const device = await records.devices.read(deviceId);
      if (!device) throw new Error("a hold names a device that isn't kept");
      const ids = held.map(({ certificateId }) => certificateId);
      return { device, certificates: await readCertificates(records, ids) };
    }),
  );
  return { hold, devices };
}
