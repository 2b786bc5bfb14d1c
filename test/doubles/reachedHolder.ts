import type { Contact } from "../../functions/src/domain/contact.ts";
import type { Device } from "../../functions/src/domain/device.ts";
import { ContactWorld } from "./contactWorld.ts";
import { sampleDevice } from "./samples.ts";

/** An address for mail and one for SMS, both confirmed. */
export const everywhere = { email: "hanako@example.jp", phoneNumber: "+819012345678" };

/** A holder with two phones, whose push targets are `old` and `new`, and these addresses. */
export async function reachedHolder(contact: Partial<Contact> = everywhere) {
  const world = new ContactWorld();
  const [holderId, deviceId] = await world.enrolled();
  await world.reachable(holderId, contact);
  const pushTarget = { ...sampleDevice.pushTarget, value: "new" };
  const second: Device = { ...sampleDevice, holderId, deviceId: "second", pushTarget };
  await world.store.transact(async ({ devices }) => devices.keep(second));
  world.documents.edit(`devices/${deviceId}`, { pushTarget: { ...pushTarget, value: "old" } });
  const targets = () => world.pushed.map(({ target }) => target).toSorted();
  return { world, holderId, deviceId, targets };
}
