import { expect, test } from "vitest";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import { World } from "../doubles/world.ts";

test("every entry covers the one before it, and the holder's record ends where the chain does", async () => {
  const world = new World();
  const [holderId] = await world.enrolled();
  await world.revoke();
  const entries = world.documents.paths("audit").map((path) => world.documents.at(path) ?? {});
  expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(entries[0]?.previousHash).toBe("");
  expect(entries[1]?.previousHash).toBe(entries[0]?.hash);
  expect(entries[2]?.previousHash).toBe(entries[1]?.hash);
  expect(world.documents.at(`holders/${holderId}`)).toMatchObject({
    auditHead: { sequence: 3, hash: entries[2]?.hash },
  });
});

test("an entry's hash can be computed again from what it says, so that an edit shows", async () => {
  const world = new World();
  await world.enrolled();
  const [path = ""] = world.documents.paths("audit");
  const { holderId, sequence, act, actor, method, subjects, at, previousHash, hash } =
    world.documents.at(path) ?? {};
  const facts = [holderId, sequence, act, actor, method, subjects, at];
  expect(hexDigest(String(previousHash), JSON.stringify(facts))).toBe(hash);
  expect(hexDigest(String(previousHash), JSON.stringify([holderId, sequence, "deviceRefreshed"]))).not.toBe(
    hash,
  );
});

test("entries hold ids only", async () => {
  const world = new World();
  await world.revoked();
  const written = JSON.stringify(world.documents.paths("audit").map((path) => world.documents.at(path)));
  expect(written).not.toContain("push-target-1");
  expect(written).not.toContain("card-1");
});
