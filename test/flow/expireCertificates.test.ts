import { describe, expect, test } from "vitest";
import { sampleSigning, start } from "../doubles/samples.ts";
import { World } from "../doubles/world.ts";

const untilExpiry = (sampleSigning.expiresAt.getTime() - start.getTime()) / 60_000;

describe("a certificate whose time is over", () => {
  test("is expired, and owed a wipe: the name and address are still in it", async () => {
    const world = new World();
    await world.enrolled();
    world.setMinutes(untilExpiry);
    expect(await world.expire()).toBe(2);
    const [path = ""] = world.documents.paths("wipes");
    expect(world.documents.at(path)).toMatchObject({ state: "pending", certificates: { length: 2 } });
    expect(world.documents.at(`certificates/${"a".repeat(64)}`)).toMatchObject({ state: "expired" });
    expect(world.documents.paths("wipes")).toHaveLength(1);
  });

  test("a minute earlier is not", async () => {
    const world = new World();
    await world.enrolled();
    world.setMinutes(untilExpiry - 1);
    expect(await world.expire()).toBe(0);
    expect(world.documents.paths("wipes")).toEqual([]);
  });

  test("expires once, also when two runs meet", async () => {
    const world = new World();
    await world.enrolled();
    world.setMinutes(untilExpiry);
    const runs = await Promise.all([world.expire(), world.expire()]);
    expect(runs[0] + runs[1]).toBe(2);
    expect(await world.expire()).toBe(0);
    expect(world.documents.paths("wipes")).toHaveLength(1);
  });
});

test("certificates that can't be expired don't keep the others, and are said", async () => {
  const world = new World();
  await world.enrolled();
  const lost = {
    ...world.documents.at(`certificates/${"b".repeat(64)}`),
    deviceId: "gone",
    expiresAt: start,
  };
  for (let number = 0; number < 300; number += 1)
    world.documents.edit(`certificates/lost-${number}`, { ...lost, shard: 2 });
  world.documents.edit(`certificates/${"a".repeat(64)}`, { shard: 2 });
  world.setMinutes(untilExpiry);
  expect(await world.expire()).toBe(2);
  expect(world.logged).toEqual(expect.arrayContaining(["expiry_failed", "expiry_left"]));
});

describe("expiry while a wipe is open", () => {
  test("leaves a revoked certificate revoked, and its wipe as it is", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    const wipe = world.documents.at(`wipes/${wipeId}`);
    world.setMinutes(untilExpiry);
    expect(await world.expire()).toBe(0);
    expect(world.documents.at(`certificates/${"a".repeat(64)}`)).toMatchObject({ state: "revoked" });
    expect(world.documents.at(`wipes/${wipeId}`)).toEqual(wipe);
  });

  test("before the revocation: the expired one stays expired, and both are in one wipe", async () => {
    const world = new World();
    await world.enrolled();
    world.documents.edit(`certificates/${"a".repeat(64)}`, { expiresAt: start });
    expect(await world.expire()).toBe(1);
    await world.revoke();
    expect(world.documents.at(`certificates/${"a".repeat(64)}`)).toMatchObject({ state: "expired" });
    expect(world.documents.at(`certificates/${"b".repeat(64)}`)).toMatchObject({ state: "revoked" });
    const wipes = world.documents.paths("wipes").map((path) => world.documents.at(path));
    expect(wipes).toMatchObject([{ commandVersion: 2, certificates: { length: 2 } }]);
  });
});
