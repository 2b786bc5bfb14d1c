import { expect, test } from "vitest";
import type { DueWork } from "../../functions/src/flow/ports.ts";
import { remindDue } from "../../functions/src/flow/remindDue.ts";
import { newPhone, ReminderWorld } from "../doubles/reminderWorld.ts";

const day = 24 * 60;

test("what tasks lost is reminded of, a wipe and a phone, each once; a hold that is over ends", async () => {
  const world = new ReminderWorld();
  const [holderId, deviceId] = await world.enrolled();
  await world.register(holderId, newPhone);
  await world.held({ onlyPhoneOf: "a".repeat(64) });
  const shown = await world.revoke({ devices: [deviceId] });
  const wipeId = "devices" in shown ? (shown.devices[0]?.wipe.wipeId ?? "") : "";
  await world.attempt(wipeId);
  const [, other = ""] = world.documents.paths("devices").map((path) => path.split("/")[1]);
  await world.nameEvening(other, new Date(Date.UTC(2026, 10, 29, 9)));
  world.setMinutes(day);
  expect(await world.remindAll()).toEqual([1, 2]);
  expect(world.codes().toSorted()).toEqual(["handOverSoon", "notErased"]);
  expect(await world.remindAll()).toEqual([0, 0]);
  expect(world.messages).toHaveLength(2);
});

test("a hold that nobody decided on is reminded of, to no phone that it covers", async () => {
  const world = new ReminderWorld();
  const [, deviceId] = await world.enrolled();
  const holdId = await world.held();
  world.setMinutes(day);
  expect(await world.remindAll()).toEqual([1, 0]);
  expect(world.messages).toMatchObject([
    { message: { code: "holdUndecided", values: { daysOnHold: 1 } }, notTo: [deviceId, deviceId] },
  ]);
  await world.releaseHold({ holdId });
  world.setMinutes(3 * day);
  expect(await world.remindAll()).toEqual([0, 0]);
  expect(world.messages).toHaveLength(1);
});

test("two runs at once remind once", async () => {
  const world = new ReminderWorld();
  await world.attempt(await world.revoked());
  world.setMinutes(day);
  await Promise.all([world.remindAll(), world.remindAll()]);
  expect(world.stored("reminders")).toHaveLength(1);
  expect(world.messages).toHaveLength(1);
});

test("what fails is told of, stays due, and keeps nothing else waiting", async () => {
  const world = new ReminderWorld();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  const { shard } = world.documents.at(`wipes/${wipeId}`) ?? {};
  world.documents.edit("wipes/broken", { shard, remindAt: new Date(0) });
  world.setMinutes(day);
  expect(await world.remindAll()).toEqual([0, 1]);
  expect(world.codes()).toEqual(["notErased"]);
  expect(world.logged).toContain("reminders_failed");
  expect(world.documents.at("wipes/broken")).toMatchObject({ remindAt: new Date(0) });
});

test("each shard of both kinds is asked once, and then what was made and never sent", async () => {
  const asked: string[] = [];
  const [done, clock] = [async () => {}, () => new Date(0)];
  const kind = (name: string): DueWork => ({
    async *pages(shard, now) {
      asked.push(`${name} ${shard} ${now.getTime()}`);
      yield [];
    },
    count: async () => 0,
  });
  const toRemind = {
    wipes: kind("wipes"),
    devices: kind("devices"),
    reminders: kind("reminders"),
    notices: kind("notices"),
  };
  const ports = { toRemind, remind: done, sendReminder: done, sendNotice: done, clock, log: () => {} };
  expect(await remindDue(ports)).toBe(0);
  const shards = Array.from({ length: 16 }, (_, shard) => shard);
  const kinds = ["wipes", "devices", "reminders", "notices"];
  expect(asked).toEqual(kinds.flatMap((name) => shards.map((shard) => `${name} ${shard} 0`)));
});

test("where one kind can't be read, the others are gone through, and the run fails at the end", async () => {
  const read: string[] = [];
  const kind = (name: string): DueWork => ({
    async *pages(shard) {
      if (name === "wipes") throw new Error("the index is being built");
      read.push(name);
      yield shard === 0 ? [`${name}-1`] : [];
    },
    count: async () => 0,
  });
  const world = new ReminderWorld();
  const taken: string[] = [];
  const take = async (id: string) => void taken.push(id);
  const run = remindDue({
    toRemind: {
      ...{ wipes: kind("wipes"), devices: kind("devices") },
      ...{ reminders: kind("reminders"), notices: kind("notices") },
    },
    ...{ remind: ({ id }) => take(id), sendReminder: take, sendNotice: take },
    ...{ clock: world.clock, log: world.log },
  });
  await expect(run).rejects.toThrow("the index is being built");
  expect([...new Set(read)]).toEqual(["devices", "reminders", "notices"]);
  expect(taken).toEqual(["devices-1", "reminders-1", "notices-1"]);
});
