import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Records } from "./ports.ts";

/** The certificates under these ids, in their order. One that a device lists and nobody kept is our own fault: it throws. */
export function readCertificates(
  records: Pick<Records, "certificates">,
  certificateIds: readonly string[],
): Promise<readonly Certificate[]> {
  return Promise.all(
    certificateIds.map(async (id) => {
      const certificate = await records.certificates.read(id);
      if (!certificate) throw new Error("a device lists a certificate that isn't kept");
      return certificate;
    }),
  );
}

/** A device's certificates without those that a later enrolment of the same phone has taken over. */
export async function readOwnCertificates(
  records: Pick<Records, "certificates">,
  { deviceId, certificateIds }: Device,
): Promise<readonly Certificate[]> {
  const listed = await readCertificates(records, certificateIds);
  return listed.filter((certificate) => certificate.deviceId === deviceId);
}
