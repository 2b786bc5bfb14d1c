import type { Device } from "../domain/device.ts";
import type { Decision } from "../domain/refusal.ts";
import { deviceUnknown } from "./keepRevocation.ts";
import type { Records } from "./ports.ts";
import { type HolderIds, readPerson } from "./readPerson.ts";

/** A device with the person whose it is. */
export interface OwnDevice {
  readonly person: HolderIds;
  readonly device: Device;
}

/** A device that a signed-in holder names, if it is the person's own; one that isn't there and one that isn't theirs look the same. */
export async function findOwnDevice(
  records: Pick<Records, "cards" | "devices">,
  { holderId, deviceId }: { holderId: string; deviceId: string },
): Promise<Decision<OwnDevice>> {
  const person = await readPerson(records, holderId);
  const device = await records.devices.read(deviceId);
  return device && person.includes(device.holderId) ? { person, device } : deviceUnknown;
}
