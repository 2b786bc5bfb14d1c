import { describe, expect, test } from "vitest";
import type { Log } from "../../functions/src/flow/ports.ts";
import { sendReminder } from "../../functions/src/flow/sendReminder.ts";
import { newPhone, night, ReminderWorld } from "../doubles/reminderWorld.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { minutesLater } from "../doubles/samples.ts";

const day = 24 * 60;

/** A world at the moment when a wipe's first reminder is due, and what to remind of. */
async function due() {
  const world = new ReminderWorld();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  world.setMinutes(day);
  return { world, wipeId, wipe: { collection: "wipes", id: wipeId } as const };
}

/** The same with the reminder made, and the process gone before it sent anything. */
async function made() {
  const { world, wipe, wipeId } = await due();
  world.channels = () => Promise.reject(new Error("the process died"));
  await expect(world.remind(wipe)).rejects.toThrow("died");
  world.channels = async () => ({ channel: "email" });
  return { world, wipe, wipeId, reminderId: String(world.stored("reminders")[0]?.reminderId) };
}

/** The same for an unseen phone, of which the holder is to be reminded after 60 days. */
async function madeUnseen() {
  const world = new ReminderWorld();
  const [holderId, deviceId] = await world.enrolled();
  world.setMinutes(60 * day);
  world.channels = () => Promise.reject(new Error("the process died"));
  await expect(world.remind({ collection: "devices", id: deviceId })).rejects.toThrow("died");
  world.channels = async () => ({ channel: "push" });
  const send = () => world.send(String(world.stored("reminders")[0]?.reminderId));
  world.messages.length = 0;
  return { world, holderId, deviceId, send };
}

describe("after a crash between making and sending", () => {
  test("it stays due, under way for ten minutes, and is sent then, as the same message", async () => {
    const { world, reminderId } = await made();
    expect(world.stored("reminders")).toMatchObject([
      { state: "due", tries: 1, nextStepAt: minutesLater(day + 10) },
    ]);
    await world.send(reminderId);
    expect(world.messages).toHaveLength(1);
    world.setMinutes(day + 10);
    await world.send(reminderId);
    expect(world.messages.map(({ messageId }) => messageId)).toEqual([reminderId, reminderId]);
    expect(world.stored("reminders")).toMatchObject([{ state: "sent", tries: 2, channel: "email" }]);
  });

  test("it is counted once: no second one is made for it", async () => {
    const { world, wipe, wipeId } = await made();
    await world.remind(wipe);
    expect(world.stored("reminders")).toHaveLength(1);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ reminders: 1 });
    const { holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
    const { remindedAt } = world.documents.at(`reminderBudgets/${holderId}`) ?? {};
    expect(remindedAt).toEqual([minutesLater(day)]);
  });

  test("two that send it at once send it once", async () => {
    const { world, reminderId } = await made();
    world.setMinutes(day + 10);
    await Promise.all([world.send(reminderId), world.send(reminderId)]);
    expect(world.messages).toHaveLength(2);
    await world.send(reminderId);
    expect(world.messages).toHaveLength(2);
  });

  test("what crashes each time is given up after five tries", async () => {
    const { world, reminderId } = await made();
    world.channels = () => Promise.reject(new Error("the process died"));
    for (const days of [2, 3, 4, 5]) {
      world.setMinutes(days * day);
      await expect(world.send(reminderId)).rejects.toThrow("died");
    }
    world.setMinutes(6 * day);
    await world.send(reminderId);
    expect(world.messages).toHaveLength(5);
    expect(world.stored("reminders")).toMatchObject([
      { state: "stopped", stoppedBecause: "failed", tries: 5 },
    ]);
  });

  test("it comes at no time of the night", async () => {
    const { world, reminderId } = await made();
    world.reminderRules = { ...sampleRules, quiet: night };
    world.setMinutes(day + 5 * 60);
    await world.send(reminderId);
    expect(world.messages).toHaveLength(1);
    const morning = minutesLater(day + 14 * 60);
    expect(world.stored("reminders")).toMatchObject([{ state: "due", tries: 1, nextStepAt: morning }]);
    world.setMinutes(day + 14 * 60);
    await world.send(reminderId);
    expect(world.stored("reminders")).toMatchObject([{ state: "sent" }]);
  });
});

describe("a reminder under way", () => {
  test("keeps the channel that it went on to, and a try that takes over begins there", async () => {
    const { world, wipe } = await due();
    world.channels = async () => {
      await world.messages.at(-1)?.goOnTo("sms");
      throw new Error("the process died");
    };
    await expect(world.remind(wipe)).rejects.toThrow("died");
    expect(world.stored("reminders")).toMatchObject([{ state: "due", trying: "sms" }]);
    world.channels = async () => ({ channel: "sms" });
    world.setMinutes(day + 10);
    await world.remindAll();
    expect(world.messages.map(({ trying }) => trying)).toEqual([undefined, "sms"]);
    expect(world.stored("reminders")[0]).not.toHaveProperty("trying");
  });

  test("about something of a kind that isn't known here uses a try up, and is left for later", async () => {
    const { world, reminderId } = await made();
    const [path = ""] = world.documents.paths("reminders");
    for (const [i, subject] of ["parcels/1", "wipes", "wipes/"].entries()) {
      world.documents.edit(path, { subject });
      world.setMinutes((i + 2) * day);
      await world.send(reminderId);
      expect(world.stored("reminders")).toMatchObject([{ state: "due", tries: i + 2 }]);
    }
    expect(world.messages).toHaveLength(1);
    expect(world.logged).toContain("subject_unknown");
  });
});

describe("it stays silent", () => {
  test("once the wipe it was made for is over", async () => {
    const { world, wipeId, reminderId } = await made();
    const { nonce } = world.documents.at(`wipes/${wipeId}`) ?? {};
    const results = ["s", "t"].map((one) => ({ thumbprint: one.repeat(43), outcome: "erased" as const }));
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce: String(nonce), results });
    world.setMinutes(day + 10);
    await world.send(reminderId);
    expect(world.messages).toHaveLength(1);
    expect(world.stored("reminders")).toMatchObject([{ state: "stopped", stoppedBecause: "closed" }]);
    expect(world.stored("reminders")[0]).not.toHaveProperty("nextStepAt");
  });

  test("once its holder has died", async () => {
    const { world, wipeId, reminderId } = await made();
    const { holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
    world.documents.edit(`holders/${holderId}`, { deceasedAt: minutesLater(day) });
    world.setMinutes(day + 10);
    await world.send(reminderId);
    expect(world.messages).toHaveLength(1);
    expect(world.stored("reminders")).toMatchObject([{ state: "stopped", stoppedBecause: "closed" }]);
  });

  test("once what it was about isn't kept any more", async () => {
    const { world, wipeId, reminderId } = await made();
    world.documents.remove(`wipes/${wipeId}`);
    world.setMinutes(day + 10);
    await world.send(reminderId);
    expect(world.messages).toHaveLength(1);
    expect(world.stored("reminders")).toMatchObject([{ stoppedBecause: "closed" }]);
  });

  test("once the phone that wasn't seen registered", async () => {
    const { world, holderId, send } = await madeUnseen();
    await world.register(holderId, { signedAt: minutesLater(60 * day) });
    world.setMinutes(61 * day);
    await send();
    expect(world.messages).toEqual([]);
    expect(world.stored("reminders")).toMatchObject([{ stoppedBecause: "closed" }]);
  });

  test("once the phone that wasn't seen asked for its commands", async () => {
    const { world, deviceId, send } = await madeUnseen();
    world.setMinutes(60 * day + 5);
    await world.fetch(deviceId);
    world.setMinutes(61 * day);
    await send();
    expect(world.messages).toEqual([]);
  });

  test("once another matter took its place, which reminds of itself", async () => {
    const { world, holderId, send } = await madeUnseen();
    await world.register(holderId, newPhone);
    world.setMinutes(61 * day);
    await send();
    expect(world.messages).toEqual([]);
  });

  test("where nobody made it", async () => {
    const { world } = await due();
    const before = world.documents.all();
    await world.send("no such reminder");
    expect(world.documents.all()).toEqual(before);
  });
});

test("a reminder that was sent by one run while another took over stays sent", async () => {
  const { world, wipe } = await due();
  world.channels = async () => {
    world.channels = async () => ({ channel: "push" });
    world.setMinutes(day + 10);
    await world.send(String(world.stored("reminders")[0]?.reminderId));
    return { unsent: "failed" };
  };
  await world.remind(wipe);
  expect(world.stored("reminders")).toMatchObject([{ state: "sent", channel: "push", tries: 2 }]);
});

test("what is tried is logged by what it is about and what came of it, and nothing else", async () => {
  const { world, reminderId } = await made();
  const said: Parameters<Log>[] = [];
  const ports = { ...world.reminderPorts(), log: (...one: Parameters<Log>) => void said.push(one) };
  world.setMinutes(day + 10);
  world.channels = async () => ({ unsent: "failed" });
  await sendReminder(reminderId, ports);
  world.setMinutes(3 * day);
  world.channels = async () => ({ channel: "email" });
  await sendReminder(reminderId, ports);
  expect(said).toEqual([
    ["reminder_tried", { about: "notErased", outcome: "failed" }],
    ["reminder_tried", { about: "notErased", outcome: "email" }],
  ]);
});
