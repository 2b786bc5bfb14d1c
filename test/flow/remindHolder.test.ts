import { describe, expect, test } from "vitest";
import { shardOf } from "../../functions/src/domain/shard.ts";
import { newPhone, night, ReminderWorld } from "../doubles/reminderWorld.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { minutesLater } from "../doubles/samples.ts";

const day = 24 * 60;
const daysLater = (days: number) => minutesLater(days * day);

/** A wipe whose first attempt was made. */
async function wiping() {
  const world = new ReminderWorld();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  return { world, wipeId, wipe: { collection: "wipes", id: wipeId } as const };
}

async function enrolled() {
  const world = new ReminderWorld();
  const [holderId, deviceId] = await world.enrolled();
  const device = { collection: "devices", id: deviceId } as const;
  return { world, holderId, deviceId, device };
}

describe("of a wipe", () => {
  test("the clock of reminders starts with the first attempt, counted from the opening", async () => {
    const world = new ReminderWorld();
    const wipeId = await world.revoked();
    expect(world.documents.at(`wipes/${wipeId}`)).not.toHaveProperty("remindAt");
    world.setMinutes(90);
    await world.attempt(wipeId);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ reminders: 0, remindAt: daysLater(1) });
    world.setMinutes(2 * day);
    await world.attempt(wipeId);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ remindAt: daysLater(1) });
  });

  test("the holder is reminded in time, by a message that the phone in question doesn't get", async () => {
    const { world, wipeId, wipe } = await wiping();
    world.setMinutes(day);
    await world.remind(wipe);
    const { deviceId, holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
    const [reminder] = world.stored("reminders");
    expect(reminder).toEqual({
      ...{ reminderId: reminder?.reminderId, holderId, about: "notErased", subject: `wipes/${wipeId}` },
      ...{ number: 1, state: "sent", dueAt: daysLater(1), tries: 1, sentAt: daysLater(1), channel: "push" },
      ...{ endedAt: daysLater(1), expiresAt: daysLater(401), shard: shardOf(String(reminder?.reminderId)) },
    });
    const values = { model: "Sample 8", daysOpen: 1, instruction: "connect" };
    const message = { code: "notErased", values };
    const messageId = reminder?.reminderId;
    const reach = { notTo: [deviceId], elsewhereSince: undefined };
    expect(world.messages).toMatchObject([{ messageId, holderId, message, ...reach }]);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ reminders: 1, remindAt: daysLater(3) });
  });

  test("a task that comes too early does nothing", async () => {
    const { world, wipe } = await wiping();
    world.setMinutes(day - 1);
    const before = world.documents.all();
    await world.remind(wipe);
    expect(world.documents.all()).toEqual(before);
  });

  test("a task that comes too early, as one for more than 30 days ahead does, is scheduled again", async () => {
    const { world, wipeId, wipe } = await wiping();
    await world.remind(wipe);
    expect(world.reminderTasks).toEqual([[`wipes/${wipeId}`, daysLater(1)]]);
    world.setMinutes(day);
    await world.remind(wipe);
    expect(world.reminderTasks).toHaveLength(1);
  });

  test("the live view is made anew once the holder was reminded", async () => {
    const { world, wipeId, wipe } = await wiping();
    await world.remind(wipe);
    expect(world.shownAnew).toEqual([]);
    world.setMinutes(day);
    await world.remind(wipe);
    expect(world.shownAnew).toEqual([world.documents.at(`wipes/${wipeId}`)?.deviceId]);
  });

  test("whose holder has died nobody is reminded, and the clock is taken away", async () => {
    const { world, wipeId, wipe } = await wiping();
    const { holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
    world.documents.edit(`holders/${holderId}`, { deceasedAt: daysLater(0.5) });
    world.setMinutes(day);
    await world.remind(wipe);
    expect(world.stored("reminders")).toEqual([]);
    expect(world.messages).toEqual([]);
    expect(world.documents.at(`wipes/${wipeId}`)).not.toHaveProperty("remindAt");
  });

  test("a task that comes twice reminds once, also both at the same time", async () => {
    const { world, wipe } = await wiping();
    world.setMinutes(day);
    await Promise.all([world.remind(wipe), world.remind(wipe)]);
    await world.remind(wipe);
    expect(world.stored("reminders")).toHaveLength(1);
    expect(world.messages).toHaveLength(1);
  });

  test("a task that comes a month late reminds once, and what was missed is left out", async () => {
    const { world, wipeId, wipe } = await wiping();
    world.setMinutes(33 * day);
    await world.remind(wipe);
    await world.remind(wipe);
    expect(world.messages).toHaveLength(1);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ reminders: 5, remindAt: daysLater(60) });
  });

  test("the proof of the erasure takes the clock away in the same commit, and a late task is silent", async () => {
    const { world, wipeId, wipe } = await wiping();
    const { nonce } = world.documents.at(`wipes/${wipeId}`) ?? {};
    const results = ["s", "t"].map((one) => ({ thumbprint: one.repeat(43), outcome: "erased" as const }));
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce: String(nonce), results });
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "confirmed" });
    expect(world.documents.at(`wipes/${wipeId}`)).not.toHaveProperty("remindAt");
    world.setMinutes(day);
    const before = world.documents.all();
    await world.remind(wipe);
    expect(await world.remindAll()).toEqual([0, 0]);
    expect(world.documents.all()).toEqual(before);
    expect(world.messages).toEqual([]);
  });

  test("an end that came past every flow takes it away too", async () => {
    const { world, wipeId, wipe } = await wiping();
    world.documents.edit(`wipes/${wipeId}`, { state: "closedUnverified" });
    world.setMinutes(day);
    await world.remind(wipe);
    expect(world.documents.at(`wipes/${wipeId}`)).not.toHaveProperty("remindAt");
    expect(world.stored("reminders")).toEqual([]);
  });

  test("nobody is reminded of a phone that was stolen, and the clock goes on", async () => {
    const world = new ReminderWorld();
    await world.enrolled();
    const shown = await world.revoke({ cause: "stolen" });
    const id = "devices" in shown ? (shown.devices[0]?.wipe.wipeId ?? "") : "";
    await world.attempt(id);
    world.setMinutes(day);
    await world.remind({ collection: "wipes", id });
    expect(world.stored("reminders")).toEqual([]);
    expect(world.documents.at(`wipes/${id}`)).toMatchObject({ reminders: 1, remindAt: daysLater(3) });
  });

  test("a wipe whose device's record is gone keeps its clock and doesn't stay due", async () => {
    const { world, wipeId, wipe } = await wiping();
    world.documents.remove(world.documents.paths("devices")[0] ?? "");
    world.setMinutes(day);
    await world.remind(wipe);
    expect(world.stored("reminders")).toEqual([]);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ reminders: 1, remindAt: daysLater(3) });
  });
});

describe("of a device", () => {
  test("a task that comes long before the evening of a hand-over is scheduled again", async () => {
    const { world, deviceId, device } = await enrolled();
    await world.nameEvening(deviceId, daysLater(100));
    await world.remind(device);
    expect(world.reminderTasks).toEqual([[`devices/${deviceId}`, daysLater(94)]]);
  });

  test("none is scheduled for one that isn't unseen yet: each contact puts that off", async () => {
    const { world, device } = await enrolled();
    await world.remind(device);
    expect(world.reminderTasks).toEqual([]);
  });

  test("whose holder has died nobody is reminded, and its matter is closed", async () => {
    const { world, holderId, deviceId, device } = await enrolled();
    await world.nameEvening(deviceId, daysLater(10));
    world.documents.edit(`holders/${holderId}`, { deceasedAt: daysLater(1) });
    world.setMinutes(4 * day);
    await world.remind(device);
    expect(world.messages).toEqual([]);
    expect(world.documents.at(`devices/${deviceId}`)).not.toHaveProperty("matter");
  });
});

describe("at night", () => {
  test("a reminder waits until the morning, spread over an hour, and isn't counted", async () => {
    const { world, wipeId, wipe } = await wiping();
    world.reminderRules = { ...sampleRules, quiet: night };
    world.chance = 0.5;
    world.setMinutes(day + 4 * 60);
    await world.remind(wipe);
    expect(world.stored("reminders")).toEqual([]);
    const morning = minutesLater(day + 14 * 60 + 30);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ reminders: 0, remindAt: morning });
    world.setMinutes(day + 14 * 60 + 30);
    await world.remind(wipe);
    expect(world.stored("reminders")).toMatchObject([{ number: 1, dueAt: morning, state: "sent" }]);
  });
});

describe("over the week's budget", () => {
  test("a reminder waits until a week after the one before the last place, which is kept for what is urgent", async () => {
    const { world, wipeId, wipe } = await wiping();
    for (const days of [1, 3, 7]) {
      world.setMinutes(days * day);
      await world.remind(wipe);
    }
    expect(world.stored("reminders")).toHaveLength(2);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ reminders: 2, remindAt: daysLater(8) });
    world.setMinutes(8 * day);
    await world.remind(wipe);
    expect(world.stored("reminders")).toHaveLength(3);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ reminders: 3, remindAt: daysLater(14) });
  });

  test("reminders of several phones count together", async () => {
    const { world, holderId, deviceId } = await enrolled();
    await world.register(holderId, newPhone);
    await world.nameEvening(deviceId, daysLater(7));
    world.documents.edit(`reminderBudgets/${holderId}`, {
      ...{ holderId, remindedAt: [daysLater(0), daysLater(0.5)] },
    });
    world.setMinutes(day);
    await world.remind({ collection: "devices", id: deviceId });
    expect(world.messages).toEqual([]);
  });

  test("the evening before a hand-over comes all the same, though the one before it was put off beyond it", async () => {
    const { world, holderId, deviceId, device } = await enrolled();
    await world.nameEvening(deviceId, daysLater(3));
    world.documents.edit(`reminderBudgets/${holderId}`, {
      ...{ holderId, remindedAt: [daysLater(0.1), daysLater(0.2)] },
    });
    world.setMinutes(day);
    await world.remind(device);
    expect(world.messages).toEqual([]);
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({
      matter: { reminders: 2, remindAt: daysLater(3) },
    });
    world.setMinutes(3 * day);
    await world.remind(device);
    expect(world.codes()).toEqual(["handOverDoNow"]);
    expect(world.documents.at(`reminderBudgets/${holderId}`)).toEqual({
      ...{ holderId, remindedAt: [daysLater(0.1), daysLater(0.2), daysLater(3)], expiresAt: daysLater(11) },
    });
  });
});
