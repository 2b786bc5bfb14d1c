import { describe, expect, test } from "vitest";
import { everywhere, reachedHolder as holder } from "../doubles/reachedHolder.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const refusing = () => ({ outcome: "targetInvalid" }) as const;

describe("the same message again", () => {
  test("is the same mail, and goes nowhere else although push works by now", async () => {
    const { world, holderId } = await holder();
    world.fcmSays = refusing;
    await world.deliver({ holderId });
    world.fcmSays = () => ({ outcome: "accepted" });
    world.setMinutes(30);
    expect(await world.deliver({ holderId })).toEqual({ channel: "email" });
    expect(world.mails()).toMatchObject([{ createdAt: start }]);
    expect(world.pushed).toHaveLength(2);
  });

  test("at the same time is one mail", async () => {
    const { world, holderId } = await holder({ ...everywhere, channels: ["email"] });
    const twice = await Promise.all([world.deliver({ holderId }), world.deliver({ holderId })]);
    expect(twice).toEqual([{ channel: "email" }, { channel: "email" }]);
    expect(world.mails()).toHaveLength(1);
  });

  test("is the same SMS by its id, and replaces itself on a phone by it", async () => {
    const { world, holderId } = await holder({ ...everywhere, channels: ["sms"] });
    await world.deliver({ holderId });
    await world.deliver({ holderId });
    expect(new Set(world.sms.map(({ messageId }) => messageId)).size).toBe(1);
    world.gateway = undefined;
    await world.deliver({ holderId });
    expect(new Set(world.pushed.map(({ messageId }) => messageId))).toEqual(new Set(["m".repeat(64)]));
  });

  test("goes on past a mail that couldn't be sent", async () => {
    const { world, holderId } = await holder({ ...everywhere, channels: ["email", "push"] });
    await world.deliver({ holderId });
    world.documents.edit(`mail/${"m".repeat(64)}`, { delivery: { state: "ERROR", attempts: 1 } });
    world.setMinutes(61);
    expect(await world.deliver({ holderId })).toEqual({ channel: "push" });
  });

  test("of another thing is another mail", async () => {
    const { world, holderId } = await holder({ ...everywhere, channels: ["email"] });
    await world.deliver({ holderId });
    await world.deliver({ holderId, messageId: "n".repeat(64) });
    expect(world.mails()).toHaveLength(2);
    expect(world.clock()).toEqual(minutesLater(0));
  });
});

describe("a try that goes on to another channel", () => {
  test("has that kept before anything is sent there", async () => {
    const { world, holderId } = await holder({ phoneNumber: "+819012345678" });
    world.fcmSays = () => ({ outcome: "unavailable" });
    const order: string[] = [];
    world.gateway = async () => {
      order.push("sent");
      return "sent";
    };
    const goOnTo = async (channel: string) => void order.push(channel);
    expect(await world.deliver({ holderId, goOnTo })).toEqual({ channel: "sms" });
    expect(order).toEqual(["sms", "sent"]);
  });

  test("needs it kept neither for its first channel, nor for a mail, which says so itself", async () => {
    const { world, holderId } = await holder();
    await world.deliver({ holderId });
    world.fcmSays = refusing;
    expect(await world.deliver({ holderId })).toEqual({ channel: "email" });
    expect(world.wentOnTo).toEqual([]);
  });

  test("isn't sent by it where that can't be kept", async () => {
    const { world, holderId } = await holder({ phoneNumber: "+819012345678" });
    world.fcmSays = refusing;
    const goOnTo = () => Promise.reject(new Error("unavailable"));
    await expect(world.deliver({ holderId, goOnTo })).rejects.toThrow("unavailable");
    expect(world.sms).toEqual([]);
  });
});

describe("a try that takes over from one whose process died", () => {
  test("sends the same SMS again, although push works by now", async () => {
    const { world, holderId } = await holder({ phoneNumber: "+819012345678" });
    expect(await world.deliver({ holderId, trying: "sms" })).toEqual({ channel: "sms" });
    expect(world.pushed).toEqual([]);
  });

  test("goes on to the others where that channel fails now, with those before it last", async () => {
    const { world, holderId } = await holder({ phoneNumber: "+819012345678" });
    world.gateway = async () => "refused";
    expect(await world.deliver({ holderId, trying: "sms" })).toEqual({ channel: "push" });
    expect(world.wentOnTo).toEqual(["push"]);
  });
});
