import { describe, expect, test } from "vitest";
import { happenedToHold, happenedToWipe } from "../../functions/src/domain/notice.ts";
import { holdOf, wipeOf } from "../../functions/src/store/firestoreStore.ts";
import { night, ReminderWorld } from "../doubles/reminderWorld.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { minutesLater } from "../doubles/samples.ts";

/** A world in which a phone was revoked, and how its wipe's holder is told what happened since it was `before`. */
async function revoked() {
  const world = new ReminderWorld();
  const wipeId = await world.revoked();
  const stored = () => wipeOf(world.documents.at(`wipes/${wipeId}`));
  const tell = async (before?: ReturnType<typeof stored>) => {
    const after = stored();
    for (const happening of after ? happenedToWipe(before, after) : []) await world.give(happening);
  };
  return { world, wipeId, stored, tell };
}

async function held() {
  const world = new ReminderWorld();
  const [, deviceId] = await world.enrolled();
  const holdId = await world.held();
  const stored = () => holdOf(world.documents.at(`holds/${holdId}`));
  const tell = async (before?: ReturnType<typeof stored>) => {
    const after = stored();
    for (const happening of after ? happenedToHold(before, after) : []) await world.give(happening);
  };
  return { world, deviceId, holdId, stored, tell };
}

describe("a revocation", () => {
  test("is told at once, but not to the phone in question", async () => {
    const { world, wipeId, tell } = await revoked();
    await tell();
    const { deviceId, holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
    expect(world.messages).toMatchObject([
      { holderId, message: { code: "revoked", values: { model: "Sample 8" } }, notTo: [deviceId] },
    ]);
    expect(world.stored("notices")).toMatchObject([
      { holderId, about: "revoked", subject: `wipes/${wipeId}`, state: "sent", channel: "push" },
    ]);
  });

  test("is told at any hour of the night: it may be somebody else who did it", async () => {
    const { world, tell } = await revoked();
    world.reminderRules = { ...sampleRules, quiet: night };
    world.setMinutes(5 * 60);
    await tell();
    expect(world.codes()).toEqual(["revoked"]);
  });

  test("isn't told to a holder who has died", async () => {
    const { world, wipeId, tell } = await revoked();
    const { holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
    world.documents.edit(`holders/${holderId}`, { deceasedAt: minutesLater(0) });
    await tell();
    expect(world.messages).toEqual([]);
    expect(world.stored("notices")).toMatchObject([{ state: "stopped", stoppedBecause: "closed" }]);
  });

  test("is told once, however often its event comes", async () => {
    const { world, tell } = await revoked();
    await Promise.all([tell(), tell()]);
    await tell();
    expect(world.stored("notices")).toHaveLength(1);
    expect(world.codes()).toEqual(["revoked"]);
  });

  test("takes nothing of the reminders' budget", async () => {
    const { world, tell } = await revoked();
    await tell();
    expect(world.documents.paths("reminderBudgets")).toEqual([]);
  });
});

describe("a wipe", () => {
  test("that was confirmed is told once more", async () => {
    const { world, wipeId, stored, tell } = await revoked();
    await tell();
    await world.attempt(wipeId);
    const before = stored();
    const results = ["s", "t"].map((one) => ({ thumbprint: one.repeat(43), outcome: "erased" as const }));
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce: before?.nonce ?? "", results });
    await tell(before);
    expect(world.codes()).toEqual(["revoked", "erased"]);
  });

  test("that is stuck no more when its holder would hear of it isn't told of", async () => {
    const { world, wipeId } = await revoked();
    const { holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
    const subject = `wipes/${wipeId}`;
    await world.give({ holderId: String(holderId), about: "wipeStuck", subject, version: 1 });
    expect(world.messages).toEqual([]);
    expect(world.stored("notices")).toMatchObject([{ state: "stopped", stoppedBecause: "closed" }]);
  });

  test("that isn't kept any more isn't told of", async () => {
    const { world } = await revoked();
    await world.give({ holderId: "holder-1", about: "erased", subject: "wipes/gone", version: 1 });
    expect(world.messages).toEqual([]);
    expect(world.stored("notices")).toMatchObject([{ state: "stopped", stoppedBecause: "closed" }]);
  });
});

describe("a hold", () => {
  test("is told, but to no phone that it covers", async () => {
    const { world, deviceId, tell } = await held();
    await tell();
    expect(world.messages).toMatchObject([{ message: { code: "held" } }]);
    expect(new Set(world.messages[0]?.notTo)).toEqual(new Set([deviceId]));
  });

  test("that is released is told with what has to be issued again", async () => {
    const { world, holdId, stored, tell } = await held();
    const before = stored();
    world.setMinutes(60);
    await world.releaseHold({ holdId });
    await tell(before);
    expect(world.messages).toMatchObject([
      { message: { code: "released", values: { releasedAt: minutesLater(60), mustBeIssuedAgain: true } } },
    ]);
  });
});

describe("a notice that wasn't sent", () => {
  test("because the process died is taken up by the hourly job", async () => {
    const { world, tell } = await revoked();
    world.channels = () => Promise.reject(new Error("the process died"));
    await expect(tell()).rejects.toThrow("died");
    world.channels = async () => ({ channel: "email" });
    world.setMinutes(9);
    expect(await world.remindAll()).toEqual([0, 0]);
    world.setMinutes(10);
    expect(await world.remindAll()).toEqual([0, 1]);
    expect(world.stored("notices")).toMatchObject([{ state: "sent", channel: "email", tries: 2 }]);
    const [first, second] = world.messages;
    expect(second?.messageId).toBe(first?.messageId);
  });

  test("because every try died is given up after five", async () => {
    const { world, tell } = await revoked();
    world.channels = () => Promise.reject(new Error("the process died"));
    await expect(tell()).rejects.toThrow("died");
    for (const days of [1, 2, 3, 4, 5, 6]) {
      world.setMinutes(days * 24 * 60);
      await world.remindAll();
    }
    expect(world.messages).toHaveLength(5);
    expect(world.stored("notices")).toMatchObject([{ state: "stopped", stoppedBecause: "failed" }]);
  });

  test("because the holder has no channel isn't tried again", async () => {
    const { world, tell } = await revoked();
    world.channels = async () => ({ unsent: "noChannel" });
    await tell();
    world.setMinutes(24 * 60);
    expect(await world.remindAll()).toEqual([0, 0]);
    expect(world.stored("notices")).toMatchObject([{ state: "stopped", stoppedBecause: "noChannel" }]);
  });
});

describe("a notice goes by mail besides push", () => {
  test("where it may be somebody else's doing", async () => {
    const { world, tell } = await revoked();
    await tell();
    expect(world.messages).toMatchObject([{ message: { code: "revoked" }, alsoByMail: true }]);
  });

  test("and otherwise not", async () => {
    const { world, wipeId } = await revoked();
    const { holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
    const happening = {
      holderId: String(holderId),
      about: "erased",
      subject: `wipes/${wipeId}`,
      version: 1,
    } as const;
    await world.give(happening);
    expect(world.messages).toMatchObject([{ message: { code: "erased" }, alsoByMail: false }]);
  });
});

describe("a notice under way", () => {
  test("keeps the channel that it went on to, and a try that takes over begins there", async () => {
    const { world, tell } = await revoked();
    world.channels = async () => {
      await world.messages.at(-1)?.goOnTo("sms");
      throw new Error("the process died");
    };
    await expect(tell()).rejects.toThrow("died");
    expect(world.stored("notices")).toMatchObject([{ state: "due", trying: "sms" }]);
    world.channels = async () => ({ channel: "sms" });
    world.setMinutes(10);
    await world.remindAll();
    expect(world.messages.map(({ trying }) => trying)).toEqual([undefined, "sms"]);
    expect(world.stored("notices")).toMatchObject([{ state: "sent", channel: "sms" }]);
    expect(world.stored("notices")[0]).not.toHaveProperty("trying");
  });
});

test("the live view says what the holder was just told to do, for that depends on time", async () => {
  const { world, wipeId } = await revoked();
  const { holderId, deviceId } = world.documents.at(`wipes/${wipeId}`) ?? {};
  world.documents.edit(`wipes/${wipeId}`, { state: "stuck", cause: "unreachable" });
  const of = { holderId: String(holderId), subject: `wipes/${wipeId}`, version: 1 };
  await world.give({ ...of, about: "wipeStuck" });
  expect(world.codes()).toEqual(["wipeStuck"]);
  expect(world.shownAnew).toEqual([deviceId]);
  await world.give({ ...of, about: "erased" });
  expect(world.shownAnew).toEqual([deviceId]);
});

test("a notice about something of a kind that isn't known here is left for later, for five tries", async () => {
  const { world, tell } = await revoked();
  world.channels = () => Promise.reject(new Error("the process died"));
  await expect(tell()).rejects.toThrow("died");
  const [path = ""] = world.documents.paths("notices");
  world.documents.edit(path, { subject: "parcels/1" });
  for (const days of [1, 2, 3, 4]) {
    world.setMinutes(days * 24 * 60);
    await world.remindAll();
    expect(world.stored("notices")).toMatchObject([{ state: "due", tries: days + 1 }]);
  }
  expect(world.logged).toContain("subject_unknown");
  world.setMinutes(6 * 24 * 60);
  await world.remindAll();
  expect(world.stored("notices")).toMatchObject([{ state: "stopped", stoppedBecause: "failed" }]);
  expect(world.messages).toHaveLength(1);
});

test("a shop's check is told with when it was, by day, and not to the phone that was checked", async () => {
  const world = new ReminderWorld();
  world.reminderRules = { ...sampleRules, quiet: night };
  const [holderId, deviceId] = await world.enrolled();
  world.setMinutes(5 * 60);
  const checkedAt = world.clock();
  await world.give({ holderId, about: "checked", subject: `devices/${deviceId}`, version: 1 });
  expect(world.codes()).toEqual([]);
  world.setMinutes(16 * 60);
  await world.remindAll();
  expect(world.messages).toMatchObject([
    { holderId, message: { code: "checked", values: { model: "Sample 8", checkedAt } }, notTo: [deviceId] },
  ]);
});
