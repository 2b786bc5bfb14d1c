import { describe, expect, test } from "vitest";
import { everywhere, reachedHolder as holder } from "../doubles/reachedHolder.ts";
import { minutesLater, sampleDevice, start } from "../doubles/samples.ts";

const day = 24 * 60;

/** A holder both of whose phones' push targets are suspect: FCM takes what is sent there, and nobody has heard of the phones. */
async function drawer(contact: Parameters<typeof holder>[0] = everywhere) {
  const reached = await holder(contact);
  reached.world.setMinutes(31 * day);
  return reached;
}

describe("a phone that wasn't heard of for a month, or didn't answer once,", () => {
  test("is pushed to, and the next channel is used as well", async () => {
    const { world, holderId, targets } = await drawer();
    expect(await world.deliver({ holderId })).toEqual({ channel: "email" });
    expect(targets()).toEqual(["new", "old"]);
    expect(world.mails()).toHaveLength(1);
    expect(world.said).toEqual([]);
  });

  test("is no reason for mail where another phone is in use", async () => {
    const { world, holderId } = await drawer();
    world.documents.edit("devices/second", { lastSeenAt: world.clock() });
    expect(await world.deliver({ holderId })).toEqual({ channel: "push" });
    expect(world.mails()).toEqual([]);
  });

  test("isn't taken for one in use because that one's target refuses", async () => {
    const { world, holderId, deviceId } = await holder();
    const suspect = { ...sampleDevice.pushTarget, value: "old", state: "suspect", suspectAt: world.clock() };
    world.documents.edit(`devices/${deviceId}`, { pushTarget: suspect });
    world.fcmSays = (target) => ({ outcome: target === "old" ? "accepted" : "targetUnregistered" });
    expect(await world.deliver({ holderId })).toEqual({ channel: "email" });
  });

  test("is what it went by where there is nothing else", async () => {
    const { world, holderId } = await drawer({});
    expect(await world.deliver({ holderId })).toEqual({ channel: "push" });
  });

  test("is so too where the others will never work", async () => {
    const { world, holderId } = await drawer({ phoneNumber: "+819012345678" });
    world.gateway = async () => "refused";
    expect(await world.deliver({ holderId })).toEqual({ channel: "push" });
  });

  test("isn't enough while another channel may work later", async () => {
    const { world, holderId } = await drawer({ phoneNumber: "+819012345678" });
    world.gateway = async () => "unavailable";
    expect(await world.deliver({ holderId })).toEqual({ unsent: "failed", shown: "push" });
  });
});

describe("what may be somebody else's doing", () => {
  test("goes by mail besides push, for that one may have enrolled the phone", async () => {
    const { world, holderId, targets } = await holder();
    expect(await world.deliver({ holderId, alsoByMail: true })).toEqual({ channel: "email" });
    expect(targets()).toEqual(["new", "old"]);
    expect(world.mails()).toHaveLength(1);
  });

  test("goes by mail also where the holder left mail out, and has an address", async () => {
    const { world, holderId } = await holder({ ...everywhere, channels: ["push"] });
    expect(await world.deliver({ holderId, alsoByMail: true })).toEqual({ channel: "email" });
  });

  test.each([[["push", "sms"]], [["push", "sms", "email"]]] as const)(
    "goes by mail and not by SMS where the holder's order is %o",
    async (channels) => {
      const { world, holderId, targets } = await holder({ ...everywhere, channels });
      expect(await world.deliver({ holderId, alsoByMail: true })).toEqual({ channel: "email" });
      expect(targets()).toEqual(["new", "old"]);
      expect([world.mails().length, world.sms]).toEqual([1, []]);
    },
  );

  test("goes by one channel where that is mail, or there is no address", async () => {
    const first = await holder({ ...everywhere, channels: ["email", "push"] });
    const byMail = await first.world.deliver({ holderId: first.holderId, alsoByMail: true });
    expect([byMail, first.world.pushed]).toEqual([{ channel: "email" }, []]);
    const without = await holder({ phoneNumber: "+819012345678" });
    const byPush = await without.world.deliver({ holderId: without.holderId, alsoByMail: true });
    expect([byPush, without.world.sms]).toEqual([{ channel: "push" }, []]);
  });

  test("has gone by push where the mail never came and there is no other way", async () => {
    const { world, holderId } = await holder({ email: "hanako@example.jp" });
    await world.deliver({ holderId, alsoByMail: true });
    world.documents.edit(`mail/${"m".repeat(64)}`, { delivery: { state: "ERROR" } });
    const again = await world.deliver({ holderId, alsoByMail: true, trying: "email" });
    expect(again).toEqual({ channel: "push" });
  });
});

describe("FCM keeps a message for a phone that is offline", () => {
  const quiet = { from: 21 * 60, until: 8 * 60, timeZone: "Asia/Tokyo" };

  test("until the night, which in Tokyo is three hours away", async () => {
    const { world, holderId } = await holder();
    world.quiet = quiet;
    const message = { code: "notRevokedNewPhone", values: { model: "Sample 8" } } as const;
    await world.deliver({ holderId, message });
    expect(world.pushed.map(({ timeToLive }) => timeToLive)).toEqual([10_800_000, 10_800_000]);
  });

  test("not at all where the night began on the way here", async () => {
    const { world, holderId } = await holder();
    world.quiet = quiet;
    world.setMinutes(3 * 60 + 1);
    const message = { code: "notRevokedNewPhone", values: { model: "Sample 8" } } as const;
    await world.deliver({ holderId, message });
    expect(world.pushed.map(({ timeToLive }) => timeToLive)).toEqual([0, 0]);
  });

  test.each([
    { code: "revoked", values: { model: "Sample 8", revokedAt: start } },
    {
      code: "handOverDoNow",
      values: {
        ...{ model: "Sample 8", handOverOn: minutesLater(18 * 60), isRevoked: false },
        instruction: "connect",
      },
    },
  ] as const)(
    "no longer than until noon of its day on a phone that will be handed over: $code",
    async (message) => {
      const { world, holderId, deviceId } = await holder();
      const matter = { about: "handOver", anchorAt: start, reminders: 3, remindAt: start };
      world.documents.edit(`devices/${deviceId}`, { matter });
      await world.deliver({ holderId, message });
      const lives = new Map(world.pushed.map(({ target, timeToLive }) => [target, timeToLive / 3_600_000]));
      expect(lives.get("old")).toBe(18);
      expect(lives.get("new")).toBe(message.code === "revoked" ? 72 : 30);
    },
  );
});
