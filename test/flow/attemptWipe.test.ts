import { describe, expect, test } from "vitest";
import type { AttemptResult } from "../../functions/src/domain/attempt.ts";
import { minutesLater } from "../doubles/samples.ts";
import { World } from "../doubles/world.ts";

test("a due attempt is sent to the old phone's own target and the next one is planned", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  expect(world.sent).toMatchObject([{ target: { value: "push-target-1" }, wipeId, timeToLive: 300_000 }]);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "sent",
    attempts: 1,
    attemptIsOpen: false,
    evidence: "none",
    nextStepAt: minutesLater(5),
  });
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    lastAttempt: { number: 1, commandId: `${wipeId}.1`, outcome: "accepted" },
  });
});

test("the attempt made last is on the wipe, those before it are filed under their numbers", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  for (const [minutes, outcome] of [
    [0, "accepted"],
    [5, "targetUnregistered"],
    [30, "accepted"],
  ] as const) {
    world.setMinutes(minutes);
    world.fcm = async () => ({ outcome });
    await world.attempt(wipeId);
  }
  const filed = world.documents.paths(`wipes/${wipeId}/attempts`).map((path) => world.documents.at(path));
  expect(filed).toMatchObject([
    { wipeId, number: 1, outcome: "accepted", attemptedAt: minutesLater(0) },
    { wipeId, number: 2, outcome: "targetUnregistered", attemptedAt: minutesLater(5) },
  ]);
  expect(world.documents.at(`wipes/${wipeId}`)?.lastAttempt).toMatchObject({
    number: 3,
    outcome: "accepted",
  });
});

test("an event that tells of the wipe as it was before sends nothing twice, and one that is due is sent all the same", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  const told = await world.store.readWipe(wipeId);
  await world.attempt(wipeId, told);
  await world.attempt(wipeId, told);
  expect(world.sent).toHaveLength(1);
  world.setMinutes(5);
  await world.attempt(wipeId, told);
  expect(world.sent).toHaveLength(2);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ attempts: 2, state: "sent" });
});

test("two tasks for one attempt send it once", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  await Promise.all([world.attempt(wipeId), world.attempt(wipeId)]);
  expect(world.sent).toHaveLength(1);
});

describe("a straggler, whose attempt was taken for crashed and repeated under its number,", () => {
  /** Attempt 1 hangs at FCM, and is repeated and accepted after the lease; `end` lets FCM answer the straggler. */
  const straggling = async () => {
    const world = new World();
    const wipeId = await world.revoked();
    const late = Promise.withResolvers<AttemptResult>();
    world.fcm = () => late.promise;
    const straggler = world.attempt(wipeId);
    while (world.sent.length === 0) await Promise.resolve();
    world.fcm = async () => ({ outcome: "accepted" });
    world.setMinutes(2);
    await world.attempt(wipeId);
    const end = async () => {
      late.resolve({ outcome: "unavailable" });
      await straggler;
    };
    return { world, wipeId, end };
  };

  test("changes nothing of what came of the repeat", async () => {
    const { world, wipeId, end } = await straggling();
    const before = world.documents.at(`wipes/${wipeId}`);
    expect(before).toMatchObject({ lastAttempt: { number: 1, outcome: "accepted" } });
    await end();
    expect(world.documents.at(`wipes/${wipeId}`)).toEqual(before);
  });

  test("nor once the next attempt has had what came of it filed", async () => {
    const { world, wipeId, end } = await straggling();
    world.setMinutes(5);
    await world.attempt(wipeId);
    const before = world.documents.all();
    expect(world.documents.at(`wipes/${wipeId}/attempts/1`)).toMatchObject({ outcome: "accepted" });
    await end();
    expect(world.documents.all()).toEqual(before);
  });
});

test("called too early it sends nothing, changes nothing and asks to be called in time", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  const before = world.documents.all();
  await world.attempt(wipeId);
  expect(world.sent).toHaveLength(1);
  expect(world.documents.all()).toEqual(before);
  expect(world.scheduled).toEqual([{ wipeId, at: minutesLater(5) }]);
});

test("a wipe that isn't there is nothing to do", async () => {
  const world = new World();
  await world.attempt("no-such-wipe");
  expect(world.sent).toEqual([]);
});

test("an acknowledgement that comes before the send was recorded stands", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  world.fcm = async () => {
    await world.acknowledge(erasedBoth(wipeId));
    return { outcome: "accepted" };
  };
  await world.attempt(wipeId);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "confirmed",
    evidence: "deviceSigned",
  });
});

test("throttling and outages move the attempt and don't use it up", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  world.fcm = async () => ({ outcome: "throttled", retryAfter: 90_000 });
  await world.attempt(wipeId);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "pending",
    attempts: 0,
    nextStepAt: minutesLater(1.5),
  });
});

describe("a target that FCM calls unregistered", () => {
  const targetOf = (world: World) => {
    const [path = ""] = world.documents.paths("devices");
    return world.documents.at(path)?.pushTarget;
  };

  test("is suspect after the first time and dead after the second, a day later; then nothing is sent", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    world.fcm = async () => ({ outcome: "targetUnregistered" });
    await world.attempt(wipeId);
    expect(targetOf(world)).toMatchObject({ state: "suspect" });
    world.setMinutes(5);
    await world.attempt(wipeId);
    expect(targetOf(world)).toMatchObject({ state: "suspect" });
    world.setMinutes(24 * 60 + 1);
    await world.attempt(wipeId);
    expect(targetOf(world)).toMatchObject({ state: "dead" });
    world.setMinutes(3 * 24 * 60);
    await world.attempt(wipeId);
    expect(world.sent).toHaveLength(3);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "stuck" });
  });

  test("has no strike when the phone registered anew between read and send", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    world.setMinutes(1);
    world.fcm = async () => {
      const holderId = String(world.documents.at(`wipes/${wipeId}`)?.holderId);
      await world.register(holderId, { pushTarget: { kind: "fcmToken", value: "push-target-2" } });
      return { outcome: "targetUnregistered" };
    };
    await world.attempt(wipeId);
    expect(targetOf(world)).toMatchObject({ value: "push-target-2", state: "active" });
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ nextStepAt: world.clock() });
  });
});

function erasedBoth(wipeId: string) {
  const results = ["s".repeat(43), "t".repeat(43)].map(
    (thumbprint) => ({ thumbprint, outcome: "erased" }) as const,
  );
  return { commandId: `${wipeId}.1`, nonce: "id-3", results };
}
