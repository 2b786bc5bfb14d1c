import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import { unprovenSlotOf } from "../domain/enrolment.ts";
import { type LeftRecords, readLeftOnChip } from "./leftOnChip.ts";
import type { Records } from "./ports.ts";
import { readCertificates } from "./readCertificates.ts";
import { readPerson } from "./readPerson.ts";

/**
 * Whether the same phone was enrolled anew since. Such an enrolment may be clear, and for ever, but what is on the chip now is the
 * later one's. It is looked for where the SEI-TSM vouched for it, and where an app of this person's, under whichever of their ids,
 * only said so.
 */
export async function isOvertaken(
  records: Pick<Records, "secureElements" | "devices" | "cards">,
  device: Device,
): Promise<boolean> {
  const { secureElement } = device;
  const person = await readPerson(records, device.holderId);
  const slots = [secureElement, ...person.map((holderId) => unprovenSlotOf({ holderId, secureElement }))];
  const taken = await Promise.all(slots.map((slot) => records.secureElements.read(slot)));
  const ids = taken.flatMap((slot) => (slot && slot.deviceId !== device.deviceId ? [slot.deviceId] : []));
  const enrolled = await Promise.all(ids.map((deviceId) => records.devices.read(deviceId)));
  return enrolled.some((other) => other !== undefined && other.registeredAt > device.registeredAt);
}

/**
 * What an enrolment says of what is on the phone's chip: its own certificates with what earlier ones left, and none once it was overtaken. It was where any of
 * them is another enrolment's now, whatever secure element that names: the phone has shown it there, so both are the same chip's.
 */
export async function readCertificatesOnChip(
  records: Pick<Records, "secureElements" | LeftRecords>,
  device: Device,
): Promise<readonly Certificate[]> {
  const listed = await readCertificates(records, device.certificateIds);
  const hasMoved = listed.some(({ deviceId }) => deviceId !== device.deviceId);
  if (hasMoved || (await isOvertaken(records, device))) return [];
  return [...listed, ...(await readLeftOnChip(records, device, listed))];
}
