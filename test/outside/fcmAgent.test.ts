import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fcmSender } from "../../functions/src/outside/fcm.ts";
import { fcmAgent } from "../../functions/src/outside/fcmAgent.ts";
import { messagingAt, recordingFcm, trustCa } from "../doubles/fcmBench.ts";
import { start } from "../doubles/samples.ts";

const target = { kind: "fcmToken", value: "push-target-1", state: "active", seenAt: start } as const;

let gateway: Awaited<ReturnType<typeof recordingFcm>>;
beforeAll(async () => {
  gateway = await recordingFcm();
});
beforeEach(() => {
  gateway.calls.length = 0;
});
afterAll(() => gateway.end());

async function sendThroughGateway() {
  const { messaging, end } = messagingAt(gateway.endpoint);
  const result = await fcmSender(() => messaging)(target, { command: "c", timeToLive: 60_000 });
  await end();
  return result;
}

test("FCM's own address needs no agent", () => {
  expect(fcmAgent("https://fcm.googleapis.com")).toBeUndefined();
  expect(fcmAgent("https://fcm.googleapis.com/")).toBeUndefined();
});

test("what isn't an address fails at start", () => {
  expect(() => fcmAgent("fcm")).toThrow("Invalid URL");
});

describe("a gateway", () => {
  test("whose certificate nobody vouches for gets nothing: the attempt is moved", async () => {
    expect(await sendThroughGateway()).toEqual({ outcome: "unavailable" });
    expect(gateway.calls).toEqual([]);
  });

  test("that is trusted gets the message", async () => {
    const trust = trustCa(gateway.ca);
    expect(await sendThroughGateway()).toEqual({ outcome: "accepted" });
    trust.undo();
    expect(gateway.calls).toHaveLength(1);
  });
});
