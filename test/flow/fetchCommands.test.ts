import { expect, test } from "vitest";
import { minutesLater, sampleDevice } from "../doubles/samples.ts";
import { World } from "../doubles/world.ts";

async function revokedPhone(): Promise<[World, string, string]> {
  const world = new World();
  const wipeId = await world.revoked();
  return [world, wipeId, String(world.documents.at(`wipes/${wipeId}`)?.deviceId)];
}

test("a phone that asks gets its open command, and the wipe knows that it has it", async () => {
  const [world, wipeId, deviceId] = await revokedPhone();
  expect(await world.fetch(deviceId)).toEqual([wipeId]);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "received",
    nextStepAt: minutesLater(15),
  });
  expect(world.sent).toEqual([]);
});

test("asking again, or after a push, gives the same command again", async () => {
  const [world, wipeId, deviceId] = await revokedPhone();
  await world.attempt(wipeId);
  expect(await world.fetch(deviceId)).toEqual([wipeId]);
  expect(await world.fetch(deviceId)).toEqual([wipeId]);
});

test("asking is a sign of life", async () => {
  const [world, , deviceId] = await revokedPhone();
  world.setMinutes(90);
  await world.fetch(deviceId);
  expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ lastSeenAt: minutesLater(90) });
});

test("a phone whose push target is dead still gets its command: the wipe is no longer stuck", async () => {
  const [world, wipeId, deviceId] = await revokedPhone();
  const device = world.documents.at(`devices/${deviceId}`);
  world.documents.edit(`devices/${deviceId}`, {
    pushTarget: { ...Object(device?.pushTarget), state: "dead" },
  });
  await world.attempt(wipeId);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "stuck", cause: "unreachable" });
  expect(await world.fetch(deviceId)).toEqual([wipeId]);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "received" });
  expect(world.documents.at(`wipes/${wipeId}`)).not.toHaveProperty("cause");
});

test("an app that asks all the time and never answers is attempted, left to a person, and closed in the end", async () => {
  const [world, wipeId, deviceId] = await revokedPhone();
  const day = 24 * 60;
  const wipe = () => world.documents.at(`wipes/${wipeId}`);
  const states = new Set<unknown>();
  for (let minutes = 0; wipe()?.nextStepAt !== undefined && minutes < 2000 * day; minutes += 7 * day) {
    world.setMinutes(minutes);
    await world.fetch(deviceId);
    await world.attempt(wipeId);
    states.add(wipe()?.state);
  }
  expect(states).toEqual(new Set(["received", "stuck", "closedUnverified"]));
  expect(wipe()).toMatchObject({ state: "closedUnverified" });
  expect(world.sent.length).toBeGreaterThan(100);
});

test("an app that is woken by the push and asks while it is being sent is left to a person all the same", async () => {
  const [world, wipeId, deviceId] = await revokedPhone();
  world.fcm = async () => {
    await world.fetch(deviceId);
    return { outcome: "accepted" };
  };
  for (const hours of [1, 25, 49]) {
    world.setMinutes(hours * 60);
    await world.attempt(wipeId);
  }
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "stuck", cause: "windowOver" });
});

test("a phone that has nothing to erase gets nothing", async () => {
  const world = new World();
  const [, deviceId] = await world.enrolled();
  expect(await world.fetch(deviceId)).toEqual([]);
});

test("a confirmed wipe is not handed out again", async () => {
  const [world, wipeId, deviceId] = await revokedPhone();
  const results = ["s", "t"].map((char) => ({ thumbprint: char.repeat(43), outcome: "erased" }) as const);
  await world.acknowledge({ commandId: `${wipeId}.1`, nonce: "id-3", results });
  expect(await world.fetch(deviceId)).toEqual([]);
});

test("another phone's signature and a device that isn't there are refused alike, and nothing changes", async () => {
  const [world, , deviceId] = await revokedPhone();
  const before = world.documents.all();
  const newPhone = { ...sampleDevice.deviceKey, x: "N".repeat(43) };
  const notYours = await world.fetch(deviceId, newPhone);
  const notThere = await world.fetch("0".repeat(64), newPhone);
  expect(notYours).toEqual(notThere);
  expect(notYours).toMatchObject({ refused: "device_unknown" });
  expect(world.documents.all()).toEqual(before);
});

test("a command fetched while its push is being sent: the send's late result changes nothing", async () => {
  const [world, wipeId, deviceId] = await revokedPhone();
  world.fcm = async () => {
    await world.fetch(deviceId);
    return { outcome: "targetUnregistered" };
  };
  await world.attempt(wipeId);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "received", attempts: 1 });
});
