import { describe, expect, test } from "vitest";
import type { AttemptPorts } from "../../functions/src/flow/attemptWipe.ts";
import { dieSending } from "../doubles/attempts.ts";
import { minutesLater } from "../doubles/samples.ts";
import { World } from "../doubles/world.ts";

const lost = () => Promise.reject(new Error("the network is away"));

test("a crash between FCM's acceptance and the write repeats the attempt under its number, once the lease is over", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  await dieSending(world, wipeId);
  world.setMinutes(1);
  await world.attempt(wipeId);
  expect(world.sent).toHaveLength(1);
  world.setMinutes(2);
  await world.attempt(wipeId);
  expect(world.sent).toHaveLength(2);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ attempts: 1, state: "sent" });
});

describe("after a failure between taking the number and sending", () => {
  test.each(["readDevice", "read", "signCommand"] as const)(
    "of %s, the next call repeats the attempt at once, under its number",
    async (failing) => {
      const world = new World();
      const wipeId = await world.revoked();
      await expect(world.attempt(wipeId, undefined, { [failing]: lost })).rejects.toThrow("away");
      expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
        attempts: 1,
        attemptIsOpen: true,
        nextStepAt: minutesLater(0),
      });
      expect(world.sent).toEqual([]);
      await world.attempt(wipeId);
      expect(world.sent).toHaveLength(1);
      expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ attempts: 1, state: "sent" });
    },
  );

  test("of the transaction that asks the breaker, likewise", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    const { transact } = world.store;
    let calls = 0;
    const firstFails: typeof transact = (body) => {
      calls += 1;
      return calls === 1 ? lost() : transact(body);
    };
    const suspectFaults = async () => true;
    await expect(world.attempt(wipeId, undefined, { suspectFaults, transact: firstFails })).rejects.toThrow();
    await world.attempt(wipeId);
    expect(world.sent).toHaveLength(1);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ attempts: 1, state: "sent" });
  });

  test("of the database as a whole, it is repeated when the lease is over", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    const away = { readDevice: lost, transact: lost };
    await expect(world.attempt(wipeId, undefined, away)).rejects.toThrow("away");
    await world.attempt(wipeId);
    expect(world.sent).toEqual([]);
    world.setMinutes(2);
    await world.attempt(wipeId);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ attempts: 1, state: "sent" });
  });

  test("of the taking itself, which came to be all the same, it is repeated at once", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    const replaceWipe: AttemptPorts["replaceWipe"] = async (asRead, after) => {
      await world.store.replaceWipe(asRead, after);
      return lost();
    };
    await expect(world.attempt(wipeId, undefined, { replaceWipe })).rejects.toThrow("away");
    await world.attempt(wipeId);
    expect(world.sent).toHaveLength(1);
  });

  test("of one who came too late, the attempt that another makes keeps its lease", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    const told = await world.store.readWipe(wipeId);
    world.fcm = () => Promise.reject(new Error("the process died"));
    await expect(world.attempt(wipeId)).rejects.toThrow("died");
    const before = world.documents.all();
    await expect(world.attempt(wipeId, told, { readDevice: lost })).rejects.toThrow("away");
    expect(world.documents.all()).toEqual(before);
  });
});

test("when nobody knows whether a breaker has something against it, the breaker is asked", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  const failing = { suspectFaults: () => Promise.reject(new Error("the network is away")) };
  await world.attempt(wipeId, undefined, failing);
  expect(world.sent).toHaveLength(1);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "sent" });
  const probeAt = minutesLater(60);
  const faults = { faultyHolders: ["a", "b", "c"], failedProbes: 0, probeAt };
  world.documents.edit("breakers/fcm", { channel: "fcm", state: "open", ...faults });
  world.setMinutes(5);
  await world.attempt(wipeId, undefined, failing);
  expect(world.sent).toHaveLength(1);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ attempts: 1, nextStepAt: probeAt });
});

describe("the clock of reminders runs from the first attempt that was begun", () => {
  const clockOf = (world: World, wipeId: string) => {
    const { remindAt, lastAttempt } = world.documents.at(`wipes/${wipeId}`) ?? {};
    return { remindAt, lastAttempt };
  };
  const running = { remindAt: minutesLater(24 * 60), lastAttempt: undefined };

  test("where signing fails each time", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    for (const minutes of [0, 5, 10]) {
      world.setMinutes(minutes);
      await expect(world.attempt(wipeId, undefined, { signCommand: lost })).rejects.toThrow("away");
      expect(clockOf(world, wipeId)).toEqual(running);
    }
  });

  test("where the breaker holds every attempt back", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    const faults = { faultyHolders: ["a", "b", "c"], failedProbes: 0, probeAt: minutesLater(60) };
    world.documents.edit("breakers/fcm", { channel: "fcm", state: "open", ...faults });
    await world.attempt(wipeId);
    expect(world.sent).toEqual([]);
    expect(clockOf(world, wipeId)).toEqual(running);
  });

  test("where the process dies in each send", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    await dieSending(world, wipeId);
    expect(clockOf(world, wipeId)).toEqual(running);
  });

  test("and goes with the wipe that is confirmed within minutes, before anybody was reminded", async () => {
    const world = new World();
    const wipeId = await world.revoked();
    await world.attempt(wipeId);
    const { nonce } = world.documents.at(`wipes/${wipeId}`) ?? {};
    const results = ["s", "t"].map((one) => ({ thumbprint: one.repeat(43), outcome: "erased" as const }));
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce: String(nonce), results });
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "confirmed" });
    expect(clockOf(world, wipeId).remindAt).toBeUndefined();
    expect(world.documents.paths("reminders")).toEqual([]);
  });
});
