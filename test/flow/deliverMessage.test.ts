import { describe, expect, test } from "vitest";
import { ContactWorld, firstCode } from "../doubles/contactWorld.ts";
import { everywhere, reachedHolder as holder } from "../doubles/reachedHolder.ts";
import { sampleDevice } from "../doubles/samples.ts";

const day = 24 * 60;

const refusing = () => ({ outcome: "targetInvalid" }) as const;

describe("a message goes by the first channel that takes it:", () => {
  test("by push to every phone, and nowhere else", async () => {
    const { world, holderId, targets } = await holder();
    expect(await world.deliver({ holderId })).toEqual({ channel: "push" });
    expect(targets()).toEqual(["new", "old"]);
    expect([world.mails(), world.sms]).toEqual([[], []]);
  });

  test("in the order that the holder wants", async () => {
    const { world, holderId } = await holder({ ...everywhere, channels: ["sms", "email", "push"] });
    expect(await world.deliver({ holderId })).toEqual({ channel: "sms" });
    expect(world.sms).toMatchObject([{ to: "+819012345678", messageId: "m".repeat(64) }]);
    expect([world.mails(), world.pushed]).toEqual([[], []]);
  });

  test("a phone that takes it is enough, whatever the others say", async () => {
    const { world, holderId } = await holder();
    world.fcmSays = (target) => ({ outcome: target === "old" ? "targetUnregistered" : "accepted" });
    expect(await world.deliver({ holderId })).toEqual({ channel: "push" });
  });

  test("in the holder's language and time zone, by mail in full and by SMS in short", async () => {
    const { world, holderId } = await holder({ ...everywhere, locale: "en", timeZone: "UTC" });
    world.fcmSays = refusing;
    await world.deliver({ holderId });
    expect(world.mails()).toMatchObject([
      { message: { subject: "contactChanged in en", text: expect.stringContaining("at UTC") } },
    ]);
  });
});

describe("a channel that fails leads to the next:", () => {
  test.each([
    ["targetInvalid", "refused"],
    ["targetUnregistered", "refused"],
    ["faultIsOurs", "refused"],
    ["throttled", "unavailable"],
    ["unavailable", "unavailable"],
  ] as const)("push answered %s by FCM, then mail", async (outcome, logged) => {
    const { world, holderId } = await holder();
    world.fcmSays = () => ({ outcome });
    expect(await world.deliver({ holderId })).toEqual({ channel: "email" });
    expect(world.said).toEqual([["message_channel_failed", { channel: "push", outcome: logged }]]);
  });

  test("what FCM says of a notice leaves the push target as it is for wipes", async () => {
    const { world, holderId, deviceId } = await holder();
    world.fcmSays = () => ({ outcome: "targetUnregistered" });
    await world.deliver({ holderId });
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ pushTarget: { state: "active" } });
  });

  test.each(["refused", "unavailable"] as const)("an SMS that is %s, then push", async (outcome) => {
    const { world, holderId } = await holder({ ...everywhere, channels: ["sms", "push"] });
    world.gateway = async () => outcome;
    expect(await world.deliver({ holderId })).toEqual({ channel: "push" });
  });

  test("when all fail it has failed", async () => {
    const { world, holderId } = await holder({ phoneNumber: "+819012345678" });
    world.fcmSays = refusing;
    world.gateway = async () => "unavailable";
    expect(await world.deliver({ holderId })).toEqual({ unsent: "failed" });
  });
});

describe("push leaves out", () => {
  test("targets that are dead, and those that have been silent for so long that they are", async () => {
    const { world, holderId, deviceId, targets } = await holder();
    world.documents.edit(`devices/${deviceId}`, {
      pushTarget: { ...sampleDevice.pushTarget, value: "old", state: "dead" },
    });
    await world.deliver({ holderId });
    expect(targets()).toEqual(["new"]);
    world.setMinutes(271 * day);
    expect(await world.deliver({ holderId })).toEqual({ channel: "email" });
    expect(targets()).toEqual(["new"]);
  });

  test("phones that are out of use, and other people's", async () => {
    const { world, holderId, deviceId, targets } = await holder();
    world.documents.edit(`devices/${deviceId}`, { state: "retired" });
    world.documents.edit("devices/second", { holderId: "holder-2" });
    await world.deliver({ holderId });
    expect(targets()).toEqual([]);
  });
});

test("a person's phones under all the person's ids are reached, and what was said under any of them counts", async () => {
  const { world, holderId, targets } = await holder();
  world.documents.edit("cards/card-1", { holderId: "holder-new", earlierHolderIds: [holderId] });
  world.fcmSays = refusing;
  expect(await world.deliver({ holderId: "holder-new" })).toEqual({ channel: "email" });
  expect(targets()).toEqual(["new", "old"]);
});

test("a message to an id from before the card was renewed reaches the phones and the addresses of now", async () => {
  const { world, holderId, targets } = await holder({});
  world.documents.edit("cards/card-1", { holderId: "holder-new", earlierHolderIds: [holderId] });
  world.documents.edit("devices/second", { holderId: "holder-new" });
  world.documents.remove(`contacts/${holderId}`);
  await world.reachable("holder-new", { locale: "en", channels: ["push"] });
  await world.deliver({ holderId, notTo: [] });
  expect(targets()).toEqual(["new", "old"]);
  expect(world.pushed).toHaveLength(2);
});

test("what was said under the present id counts before what was said under one from before the card was renewed", async () => {
  const { world, holderId } = await holder({ email: "old@example.jp" });
  world.documents.edit("cards/card-1", { holderId: "holder-new", earlierHolderIds: [holderId] });
  await world.reachable("holder-new", { email: "hanako@example.jp" });
  world.fcmSays = refusing;
  expect(await world.deliver({ holderId })).toEqual({ channel: "email" });
  expect(world.mails()).toMatchObject([{ to: "hanako@example.jp" }]);
});

test("a number that was confirmed after a loss is so too where that was said under an earlier id", async () => {
  const { world, holderId } = await holder({});
  const phoneNumber = "+819012345678";
  for (const path of world.documents.paths("certificates"))
    world.documents.edit(path, { state: "onHold", holds: [{ holdId: "hold-1", heldAt: world.clock() }] });
  world.setMinutes(5);
  await world.setContact({ holderId, phoneNumber });
  await world.confirm({ holderId, channel: "sms", code: String(firstCode) });
  world.documents.edit("cards/card-1", { holderId: "holder-new", earlierHolderIds: [holderId] });
  const answer = await world.deliver({ holderId: "holder-new", notTo: ["second"] });
  expect(answer).toEqual({ channel: "sms" });
});

describe("what nobody is owed", () => {
  test("isn't sent to who wants no tips; what is owed is", async () => {
    const { world, holderId } = await holder({ ...everywhere, wantsTips: false });
    expect(await world.deliver({ holderId, isLegal: false })).toEqual({ unsent: "notWanted" });
    expect(world.pushed).toEqual([]);
    expect(await world.deliver({ holderId, isLegal: true })).toEqual({ channel: "push" });
  });

  test("keeps to the channels that the holder named; what is owed goes on to the others", async () => {
    const { world, holderId } = await holder({ email: "hanako@example.jp", channels: ["sms"] });
    expect(await world.deliver({ holderId, isLegal: false })).toEqual({ unsent: "noChannel" });
    expect(await world.deliver({ holderId, isLegal: true })).toEqual({ channel: "push" });
  });
});

test("a holder without phones and addresses has no channel", async () => {
  const world = new ContactWorld();
  expect(await world.deliver({ holderId: "holder-1" })).toEqual({ unsent: "noChannel" });
});

test("where no SMS is sent a number is no channel", async () => {
  const { world, holderId } = await holder({ ...everywhere, channels: ["sms", "email"] });
  world.gateway = undefined;
  expect(await world.deliver({ holderId })).toEqual({ channel: "email" });
  expect(world.said).toEqual([]);
});

test("a database that is away is an exception, so that the caller tries again", async () => {
  const { world, holderId } = await holder({ ...everywhere, channels: ["email"] });
  world.documents.transact = () => Promise.reject(new Error("unavailable"));
  await expect(world.deliver({ holderId })).rejects.toThrow("unavailable");
});
