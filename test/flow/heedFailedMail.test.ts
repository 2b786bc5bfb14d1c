import { describe, expect, test } from "vitest";
import { mailOf } from "../../functions/src/domain/mail.ts";
import { DeliveringWorld } from "../doubles/deliveringWorld.ts";
import { night } from "../doubles/reminderWorld.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { minutesLater } from "../doubles/samples.ts";

const day = 24 * 60;
const number = "+819012345678";

/** The first reminder of a wipe, gone out by mail. */
async function reminded(phoneNumber?: string) {
  const world = new DeliveringWorld();
  const { wipeId, holderId } = await world.revokedHolder(phoneNumber);
  await world.attempt(wipeId);
  world.setMinutes(day);
  await world.remind({ collection: "wipes", id: wipeId });
  expect(world.stored("reminders")).toMatchObject([{ state: "sent", channel: "email" }]);
  return { world, wipeId, holderId };
}

/** The notice of a revocation, gone out by mail. */
async function told(phoneNumber?: string) {
  const world = new DeliveringWorld();
  const { wipeId, holderId } = await world.revokedHolder(phoneNumber);
  await world.give({ holderId, about: "revoked", subject: `wipes/${wipeId}`, version: 1 });
  expect(world.stored("notices")).toMatchObject([{ state: "sent", channel: "email" }]);
  return { world, wipeId, holderId };
}

describe("a mail that never came", () => {
  test("has its reminder go on to the next channel, within the same reminder and budget", async () => {
    const { world, holderId } = await reminded(number);
    const budget = world.documents.at(`reminderBudgets/${holderId}`);
    world.setMinutes(day + 5);
    await world.mailBecomes("ERROR");
    expect(world.stored("reminders")).toMatchObject([
      { state: "sent", channel: "sms", tries: 2, sentAt: minutesLater(day + 5) },
    ]);
    const [{ reminderId } = {}] = world.stored("reminders");
    expect(world.sms).toEqual([reminderId]);
    expect(world.documents.at(`reminderBudgets/${holderId}`)).toEqual(budget);
    expect(world.logged).toContain("mail_failed");
  });

  test("has its notice go on likewise", async () => {
    const { world } = await told(number);
    await world.mailBecomes("ERROR");
    const [{ noticeId } = {}] = world.stored("notices");
    expect(world.stored("notices")).toMatchObject([{ state: "sent", channel: "sms", tries: 2 }]);
    expect(world.sms).toEqual([noticeId]);
  });

  test("is taken up once, however often and late its event comes", async () => {
    const { world } = await reminded(number);
    await world.mailBecomes("ERROR");
    await Promise.all([world.heed(), world.heed()]);
    world.setMinutes(3 * day);
    await world.heed();
    expect(world.sms).toHaveLength(1);
    expect(world.documents.paths("mail")).toHaveLength(1);
  });

  test("is taken up once also where two events come at the same time", async () => {
    const { world } = await reminded(number);
    const [path = ""] = world.documents.paths("mail");
    world.documents.edit(path, { delivery: { state: "ERROR" } });
    await Promise.all([world.heed(), world.heed()]);
    expect(world.sms).toHaveLength(1);
  });

  test("keeps its message due where no other channel works, for as many tries as every message has", async () => {
    const { world, holderId } = await reminded();
    await world.mailBecomes("ERROR");
    expect(world.stored("reminders")).toMatchObject([
      { state: "due", tries: 2, nextStepAt: minutesLater(day + 60) },
    ]);
    for (const days of [2, 4, 6, 8]) {
      world.setMinutes(days * day);
      await world.send(String(world.stored("reminders")[0]?.reminderId));
    }
    expect(world.stored("reminders")).toMatchObject([
      { state: "stopped", stoppedBecause: "failed", tries: 5 },
    ]);
    expect(world.documents.paths("mail")).toHaveLength(1);
    // It surely never came, so the holder has its place in the week's budget back.
    expect(world.documents.at(`reminderBudgets/${holderId}`)).toMatchObject({ remindedAt: [] });
  });

  test("has nothing more said once what it was about is over", async () => {
    const { world, wipeId } = await reminded(number);
    const { nonce } = world.documents.at(`wipes/${wipeId}`) ?? {};
    const results = ["s", "t"].map((one) => ({ thumbprint: one.repeat(43), outcome: "erased" as const }));
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce: String(nonce), results });
    await world.mailBecomes("ERROR");
    expect(world.stored("reminders")).toMatchObject([{ state: "stopped", stoppedBecause: "closed" }]);
    expect(world.sms).toEqual([]);
  });

  test("has its reminder wait for the morning, and the hourly job send it then", async () => {
    const { world } = await reminded(number);
    world.reminderRules = { ...sampleRules, quiet: night };
    world.setMinutes(day + 5 * 60);
    await world.mailBecomes("ERROR");
    expect(world.sms).toEqual([]);
    world.setMinutes(day + 14 * 60);
    await world.remindAll();
    expect(world.stored("reminders")).toMatchObject([{ state: "sent", channel: "sms" }]);
  });
});

describe("in any order of what happens,", () => {
  test("a failure that comes before it is recorded that the mail went out isn't lost", async () => {
    const world = new DeliveringWorld();
    const { wipeId } = await world.revokedHolder(number);
    await world.attempt(wipeId);
    world.setMinutes(day);
    world.channels = async () => {
      const outcome = await world.deliverLast();
      await world.mailBecomes("ERROR");
      return outcome;
    };
    await world.remind({ collection: "wipes", id: wipeId });
    expect(world.stored("reminders")).toMatchObject([{ state: "due", tries: 1 }]);
    world.channels = () => world.deliverLast();
    world.setMinutes(day + 10);
    await world.remindAll();
    expect(world.stored("reminders")).toMatchObject([{ state: "sent", channel: "sms" }]);
  });

  test("a process that died between reopening and sending leaves it to the event's repeat", async () => {
    const { world } = await told(number);
    world.channels = () => Promise.reject(new Error("the process died"));
    await expect(world.mailBecomes("ERROR")).rejects.toThrow("died");
    world.channels = () => world.deliverLast();
    world.setMinutes(9);
    await world.heed();
    expect(world.sms).toEqual([]);
    world.setMinutes(60);
    await world.heed();
    await world.heed();
    expect(world.sms).toHaveLength(1);
  });

  test("an old event of a mail that was sent after all changes nothing", async () => {
    const { world } = await told(number);
    for (const state of ["SUCCESS", "PROCESSING", "RETRY", "PENDING"] as const)
      await world.mailBecomes(state);
    expect(world.stored("notices")).toMatchObject([{ state: "sent", channel: "email", tries: 1 }]);
    expect(world.sms).toEqual([]);
  });

  test("nor does one of a mail that is gone", async () => {
    const { world } = await told(number);
    const [path = ""] = world.documents.paths("mail");
    world.documents.remove(path);
    await world.heed();
    expect(world.stored("notices")).toMatchObject([{ state: "sent", channel: "email" }]);
  });
});

test("a mail with a code in it, or to an address out of use, is nobody's message and is only logged", async () => {
  const world = new DeliveringWorld();
  const said = { title: "Code", body: "123456", todo: "", short: "123456" };
  const mail = mailOf(said, { messageId: "code", to: "a@example.jp", locale: "ja", now: world.clock() });
  await world.store.transact(async ({ mails }) => mails.keep(mail));
  const before = world.documents.paths("mail");
  await world.mailBecomes("ERROR");
  expect(world.documents.paths("mail")).toEqual(before);
  expect([world.stored("notices"), world.stored("reminders"), world.sms]).toEqual([[], [], []]);
  expect(world.logged).toContain("mail_failed");
});
