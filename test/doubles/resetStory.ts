import { expect } from "vitest";
import { deviceOf, wipeOf } from "../../functions/src/store/firestoreStore.ts";
import { ReminderWorld } from "./reminderWorld.ts";
import { sampleAuthentication, sampleSigning } from "./samples.ts";

/** The thumbprints of the one phone's certificates. */
export const [signing, authentication] = [sampleSigning.thumbprint, sampleAuthentication.thumbprint];
/** What the SEI-TSM reports once all of it is gone. */
export const erased = { [signing]: "erased", [authentication]: "erased" } as const;

/** A world with one phone, enrolled an hour ago, and a SEI-TSM unless told. */
export async function enrolled({ hasTsm = true, isProven = false } = {}) {
  const world = new ReminderWorld();
  if (hasTsm) world.tsm = async () => ({ outcome: "accepted" });
  const [holderId, deviceId] = await (isProven ? world.enrolledProven() : world.enrolled());
  world.setMinutes(60);
  return { world, holderId, deviceId };
}

/** Every wipe that there is. */
export function wipesOf(world: ReminderWorld) {
  return world.documents.paths("wipes").flatMap((path) => wipeOf(world.documents.at(path)) ?? []);
}

/** The one wipe that there is. */
export function onlyWipe(world: ReminderWorld) {
  const [wipe, ...others] = wipesOf(world);
  if (!wipe) throw new Error("there is no wipe");
  expect(others).toEqual([]);
  return wipe;
}

/** A device as it is stored. */
export function deviceIn(world: ReminderWorld, deviceId: string) {
  const device = deviceOf(world.documents.at(`devices/${deviceId}`));
  if (!device) throw new Error("there is no such device");
  return device;
}

/** How often the audit tells an act. */
export function told(world: ReminderWorld, act: string): number {
  return world.documents.paths("audit").filter((path) => world.documents.at(path)?.act === act).length;
}

/** The holder revokes both certificates by card; answers which wipes follow. */
export async function revoke(world: ReminderWorld): Promise<readonly string[]> {
  const shown = await world.revoke({ cause: "handedOn" });
  return "devices" in shown ? shown.devices.map(({ wipe }) => wipe.wipeId) : [];
}
