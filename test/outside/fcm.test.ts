import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { PushTarget } from "../../functions/src/domain/pushTarget.ts";
import { fcmSender } from "../../functions/src/outside/fcm.ts";
import { messagingAt, recordingFcm, trustCa } from "../doubles/fcmBench.ts";
import { start } from "../doubles/samples.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const target: PushTarget = { kind: "fcmToken", value: "push-target-1", state: "active", seenAt: start };
const Sent = z.object({
  message: z.looseObject({ apns: z.looseObject({ headers: z.record(z.string(), z.string()) }) }),
});

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

async function send(changes: Partial<PushTarget> = {}, timeToLive = 5 * minute) {
  const sender = fcmSender(() => sdk.messaging);
  expect(await sender({ ...target, ...changes }, { command: "the.signed.command", timeToLive })).toEqual({
    outcome: "accepted",
  });
  return Sent.parse(fcm.calls[0]?.body).message;
}

describe("the message", () => {
  test("is data only, of high priority, under the one collapse key, and lives no longer than told", async () => {
    const { apns, ...rest } = await send();
    expect(rest).toEqual({
      token: "push-target-1",
      data: { command: "the.signed.command" },
      android: { priority: "high", collapse_key: "wipe", ttl: "300s" },
    });
    expect(fcm.calls.map(({ path }) => path)).toEqual(["/v1/projects/demo-katazuke/messages:send"]);
  });

  test("wakes an iPhone's app in the background, with the same collapse key", async () => {
    const { apns } = await send();
    expect(apns).toMatchObject({
      headers: { "apns-push-type": "background", "apns-priority": "5", "apns-collapse-id": "wipe" },
      payload: { aps: { "content-available": 1 } },
    });
    expect(apns).not.toHaveProperty("payload.aps.alert");
    expect(apns).not.toHaveProperty("payload.aps.sound");
  });

  test("expires on an iPhone when it does on Android", async () => {
    const before = Math.floor((Date.now() + 5 * minute) / 1000);
    const expiration = Number((await send()).apns.headers["apns-expiration"]);
    expect(expiration).toBeGreaterThanOrEqual(before);
    expect(expiration).toBeLessThanOrEqual((Date.now() + 5 * minute) / 1000);
  });

  test("lives for 28 days at most, which is all that FCM takes", async () => {
    expect(await send({}, 30 * day)).toMatchObject({ android: { ttl: "2419200s" } });
  });

  test("has no notification, and nothing that says why", async () => {
    const message = await send();
    expect(message).not.toHaveProperty("notification");
    expect(message).not.toHaveProperty("android.notification");
    expect(JSON.stringify(message)).not.toMatch(/lost|stolen|revo|erase|holder/i);
  });

  test("for a Firebase installation names its id instead of a registration", async () => {
    const message = await send({ kind: "fid", value: "installation-1" });
    expect(message).toMatchObject({ fid: "installation-1" });
    expect(message).not.toHaveProperty("token");
  });

  test("goes also to a suspect target", async () => {
    expect(await send({ state: "suspect" })).toMatchObject({ token: "push-target-1" });
  });
});
