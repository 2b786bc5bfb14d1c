import type { Certificate, CertificateKind } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import { isErasedStill } from "../domain/erasedStill.ts";
import { newestWipeOf } from "../domain/newestWipe.ts";
import { shownAt } from "../domain/shown.ts";
import type { Records } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import { readPerson } from "./readPerson.ts";

/** What is looked through for what earlier enrolments left. */
export type LeftRecords = "devices" | "certificates" | "wipes" | "cards";

/**
 * What this person's earlier enrolments of the same secure element left in it, the latest first: certificates whose kind no later
 * enrolment replaced, and whose erasure isn't proven. They are in nobody's wipe of this device, and on its chip all the same.
 */
export async function readLeftOnChip(
  records: Pick<Records, LeftRecords>,
  device: Device,
  own: readonly Certificate[],
): Promise<readonly Certificate[]> {
  const person = await readPerson(records, device.holderId);
  const named = await records.devices.inElement(device.secureElement);
  const earlier = named
    .filter(({ holderId, registeredAt }) => person.includes(holderId) && registeredAt < device.registeredAt)
    .toSorted((one, other) => other.registeredAt.getTime() - one.registeredAt.getTime());
  const enrolments = await Promise.all(earlier.map((one) => readEnrolment(records, one)));
  const shown: ShownKind[] = own.map((one) => shownKind(device, one));
  return enrolments.flatMap(({ device: earlierOne, certificates, left }) => {
    const here = left.filter((one) => !isOutdone(shownKind(earlierOne, one), shown));
    shown.push(...certificates.map((one) => shownKind(earlierOne, one)));
    return here;
  });
}

interface ShownKind {
  readonly kind: CertificateKind;
  readonly at: Date;
}

function shownKind(device: Device, { kind, certificateId }: Certificate): ShownKind {
  return { kind, at: shownAt(device, certificateId) };
}

/** Whether a later enrolment's certificate of the kind was shown last: an earlier one that was shown after it is there after all. */
function isOutdone({ kind, at }: ShownKind, later: readonly ShownKind[]): boolean {
  return later.some((one) => one.kind === kind && one.at >= at);
}

async function readEnrolment(records: Pick<Records, LeftRecords>, device: Device) {
  const certificates = await readOwnCertificates(records, device);
  const wipes = await records.wipes.ofDevice(device.deviceId);
  const left = certificates.filter((one) => {
    const wipe = newestWipeOf(one, undefined, wipes);
    return wipe === undefined || !isErasedStill(one.certificateId, wipe, device);
  });
  return { device, certificates, left };
}
