import { expect, test } from "vitest";
import { World } from "../doubles/world.ts";

const told = (world: World) => world.documents.paths("audit").map((path) => world.documents.at(path) ?? {});

test("holder and device have a chain each, and each one's record ends where its chain does", async () => {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  await world.revoke();
  const entries = told(world);
  expect(entries.map(({ chain, sequence, act }) => [chain, sequence, act])).toEqual([
    [`holders/${holderId}`, 1, "holderRegistered"],
    [`holders/${holderId}`, 2, "deviceRegistered"],
    [`devices/${deviceId}`, 1, "certificatesRevoked"],
  ]);
  expect(world.documents.at(`holders/${holderId}`)?.auditHead).toEqual({
    sequence: 2,
    hash: entries[1]?.hash,
  });
  expect(world.documents.at(`devices/${deviceId}`)?.auditHead).toEqual({
    sequence: 1,
    hash: entries[2]?.hash,
  });
});

test("a device's chain starts at the holder's entry on its registration", async () => {
  const world = new World();
  await world.enrolled();
  await world.revoke();
  const [, registered, revoked] = told(world);
  expect(revoked?.previousHash).toBe(registered?.hash);
});

test("entries hold ids only", async () => {
  const world = new World();
  await world.revoked();
  const written = JSON.stringify(told(world));
  expect(written).not.toContain("push-target-1");
  expect(written).not.toContain("card-1");
});
