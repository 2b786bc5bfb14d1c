import { expect, test } from "vitest";
import { sweepWipes } from "../../functions/src/flow/sweepWipes.ts";
import { dieSending } from "../doubles/attempts.ts";
import { World } from "../doubles/world.ts";

function sweep(world: World, attempt = (wipeId: string) => world.attempt(wipeId)): Promise<number> {
  return sweepWipes({
    overdueWipes: world.store.overdueWipes,
    attempt,
    clock: world.clock,
    log: world.log,
  });
}

test("a wipe whose trigger was lost is attempted by the next sweep", async () => {
  const world = new World();
  await world.revoked();
  expect(await sweep(world)).toBe(1);
  expect(world.sent).toHaveLength(1);
});

test("a wipe whose attempt died half-way is taken up when its lease is over", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  await dieSending(world, wipeId);
  world.setMinutes(1);
  expect(await sweep(world)).toBe(0);
  world.setMinutes(2);
  expect(await sweep(world)).toBe(1);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "sent", attempts: 1 });
});

test("a wipe that isn't due costs nothing", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  expect(await sweep(world)).toBe(0);
});

test("one wipe that fails doesn't keep the others waiting, and is said", async () => {
  const world = new World();
  await world.revoked();
  expect(await sweep(world, () => Promise.reject(new Error("no network")))).toBe(0);
  expect(world.logged).toEqual(expect.arrayContaining(["sweep_attempts_failed", "sweep_left"]));
  expect(await sweep(world)).toBe(1);
});
