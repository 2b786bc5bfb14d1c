import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { PushTarget } from "../../functions/src/domain/pushTarget.ts";
import { noticePusher } from "../../functions/src/outside/pushNotice.ts";
import { messagingAt, recordingFcm, trustCa } from "../doubles/fcmBench.ts";
import { start } from "../doubles/samples.ts";
import { connectPhone, type RemoteMessage } from "../stack/fcm/connectPhone.ts";
import { type FcmFixture, fcmFixture } from "../stack/fcm/fcmFixture.ts";

const target: PushTarget = { kind: "fcmToken", value: "push-target-1", state: "active", seenAt: start };
const notice = { messageId: "m".repeat(64), title: "Title", body: "It happened.", timeToLive: 7_200_500 };
const Sent = z.object({
  message: z.looseObject({ apns: z.looseObject({ headers: z.record(z.string(), z.string()) }) }),
});

describe("what FCM is sent", () => {
  let fcm: Awaited<ReturnType<typeof recordingFcm>>;
  let sdk: ReturnType<typeof messagingAt>;
  let trust: ReturnType<typeof trustCa>;
  beforeAll(async () => {
    fcm = await recordingFcm();
    trust = trustCa(fcm.ca);
    sdk = messagingAt(fcm.endpoint);
  });
  beforeEach(() => {
    fcm.calls.length = 0;
  });
  afterAll(async () => {
    await sdk.end();
    trust.undo();
    await fcm.end();
  });

  async function push(changes: Partial<PushTarget> = {}) {
    const pushNotice = noticePusher(() => sdk.messaging);
    expect(await pushNotice({ ...target, ...changes }, notice)).toEqual({ outcome: "accepted" });
    return Sent.parse(fcm.calls[0]?.body).message;
  }

  test("is a notification in the app's channel, hidden on a locked screen, under the one key of all notices", async () => {
    const { apns, ...rest } = await push();
    expect(rest).toEqual({
      token: "push-target-1",
      notification: { title: "Title", body: "It happened." },
      android: {
        collapse_key: "notice",
        ttl: "7200.500000000s",
        notification: { channel_id: "notices", tag: "m".repeat(64), visibility: "PRIVATE" },
      },
    });
  });

  test("is an alert on an iPhone, where the same message replaces itself, for as long", async () => {
    const before = Math.floor(Date.now() / 1000);
    const { apns } = await push();
    expect(apns).toMatchObject({
      headers: { "apns-push-type": "alert", "apns-priority": "10", "apns-collapse-id": "m".repeat(64) },
      payload: { aps: { alert: { title: "Title", body: "It happened." }, sound: "default" } },
    });
    expect(Number(apns.headers["apns-expiration"]) - before).toBeGreaterThanOrEqual(7200);
    expect(Number(apns.headers["apns-expiration"]) - before).toBeLessThan(7300);
  });

  test("has no data, so that no app takes it for a command", async () => {
    const message = await push();
    expect(message).not.toHaveProperty("data");
    expect(message).not.toHaveProperty("android.data");
    expect(message).not.toHaveProperty("apns.payload.aps.content-available");
  });

  test("for a Firebase installation names its id instead of a registration", async () => {
    const message = await push({ kind: "fid", value: "installation-1" });
    expect(message).toMatchObject({ fid: "installation-1" });
    expect(message).not.toHaveProperty("token");
  });
});

describe("at FCM's stand-in", () => {
  let fcm: FcmFixture;
  let trust: ReturnType<typeof trustCa>;
  let sdk: ReturnType<typeof messagingAt>;
  beforeAll(async () => {
    fcm = await fcmFixture();
    trust = trustCa(String(fcm.agent.options.ca));
    sdk = messagingAt(fcm.endpoint);
  });
  afterAll(async () => {
    await sdk.end();
    trust.undo();
    await fcm.end();
  });

  test("the phone is given the words and no data", async () => {
    const value = await fcm.register();
    const heard: RemoteMessage[] = [];
    await connectPhone(fcm.control, value, { onMessage: (message) => heard.push(message) });
    const pushNotice = noticePusher(() => sdk.messaging);
    expect(await pushNotice({ ...target, value }, notice)).toEqual({ outcome: "accepted" });
    await expect.poll(() => heard.length, { interval: 2 }).toBe(1);
    expect(heard[0]).toMatchObject({
      data: {},
      notification: {
        title: "Title",
        body: "It happened.",
        channelId: "notices",
        tag: "m".repeat(64),
        visibility: "PRIVATE",
      },
    });
  });

  test("two notices for a phone that is offline leave the newest, beside the wipe command that waits there", async () => {
    const value = await fcm.register();
    const pushNotice = noticePusher(() => sdk.messaging);
    await fcm.send({ token: value, data: { command: "a.b.c" }, android: { collapseKey: "wipe" } });
    await pushNotice({ ...target, value }, notice);
    await pushNotice({ ...target, value }, { ...notice, messageId: "n".repeat(64) });
    const heard: RemoteMessage[] = [];
    await connectPhone(fcm.control, value, { onMessage: (message) => heard.push(message) });
    await expect.poll(() => heard.length, { interval: 2 }).toBe(2);
    expect(heard.map(({ data, notification }) => [data.command, notification?.tag])).toEqual([
      ["a.b.c", undefined],
      [undefined, "n".repeat(64)],
    ]);
  });

  test.each([
    ["rateExceeded", "throttled"],
    ["thirdPartyAuth", "faultIsOurs"],
  ])("%s is the answer %s, not an exception", async (kind, outcome) => {
    const value = await fcm.register();
    await fcm.call("POST /faults", { kind, value });
    expect(await noticePusher(() => sdk.messaging)({ ...target, value }, notice)).toMatchObject({ outcome });
  });

  test("a registration that died is its target's fault", async () => {
    const value = await fcm.register();
    await fcm.call(`DELETE /registrations/${value}`);
    const pushNotice = noticePusher(() => sdk.messaging);
    expect(await pushNotice({ ...target, value }, notice)).toEqual({ outcome: "targetUnregistered" });
  });
});
