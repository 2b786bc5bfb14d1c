import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PushTarget } from "../../functions/src/domain/pushTarget.ts";
import { fcmSender } from "../../functions/src/outside/fcm.ts";
import { outcomeOf } from "../../functions/src/outside/fcmAnswers.ts";
import { messagingAt, trustCa } from "../doubles/fcmBench.ts";
import { start } from "../doubles/samples.ts";
import { type FcmFixture, fcmFixture } from "../stack/fcm/fcmFixture.ts";

const message = { command: "eyJ.eyJ.c2ln", timeToLive: 300_000 };

let fcm: FcmFixture;
let value: string;
let ours: ReturnType<typeof messagingAt>;
let strangers: ReturnType<typeof messagingAt>;
let trust: ReturnType<typeof trustCa>;
beforeAll(async () => {
  fcm = await fcmFixture();
  trust = trustCa(String(fcm.agent.options.ca));
  ours = messagingAt(fcm.endpoint);
  strangers = messagingAt(fcm.endpoint, "demo-other");
  value = await fcm.register();
});
afterAll(async () => {
  await Promise.all([ours.end(), strangers.end()]);
  trust.undo();
  await fcm.end();
});

function targetOf(kind: PushTarget["kind"], of: string): PushTarget {
  return { kind, value: of, state: "active", seenAt: start };
}

function send(target = targetOf("fcmToken", value), from = ours) {
  return fcmSender(() => from.messaging)(target, message);
}

describe("what FCM answers by itself", () => {
  test("200 means accepted, and nothing more", async () => {
    expect(await send()).toEqual({ outcome: "accepted" });
  });

  test.each(["fcmToken", "fid"] as const)("a dead %s is unregistered", async (kind) => {
    const dead = await fcm.register(kind);
    await fcm.call(`DELETE /registrations/${dead}`);
    expect(await send(targetOf(kind, dead))).toEqual({ outcome: "targetUnregistered" });
  });

  test.each(["fcmToken", "fid"] as const)("a malformed %s is the target's fault, not ours", async (kind) => {
    expect(await send(targetOf(kind, "not a target"))).toEqual({ outcome: "targetInvalid" });
  });

  test("a project that isn't there is our fault, though the SDK's code is that of a dead target", async () => {
    expect(await send(targetOf("fcmToken", value), strangers)).toEqual({ outcome: "faultIsOurs" });
  });

  test("a command too long for FCM is our fault", async () => {
    const sender = fcmSender(() => ours.messaging);
    const long = { command: "x".repeat(4090), timeToLive: 300_000 };
    expect(await sender(targetOf("fcmToken", value), long)).toEqual({ outcome: "faultIsOurs" });
  });
});

describe("every failing row of FCM's answers has its outcome:", () => {
  test.each([
    ["unregistered", { outcome: "targetUnregistered" }],
    ["notFoundProject", { outcome: "faultIsOurs" }],
    ["invalidTarget", { outcome: "targetInvalid" }],
    ["invalidTargetBare", { outcome: "targetInvalid" }],
    ["invalidPayload", { outcome: "faultIsOurs" }],
    ["senderIdMismatch", { outcome: "faultIsOurs" }],
    ["permissionDenied", { outcome: "faultIsOurs" }],
    ["unauthenticated", { outcome: "faultIsOurs" }],
    ["thirdPartyAuth", { outcome: "faultIsOurs" }],
    ["rateExceeded", { outcome: "throttled" }],
    ["internal", { outcome: "unavailable" }],
  ] as const)("%s", async (kind, result) => {
    await fcm.misbehave({ kind });
    expect(await send()).toEqual(result);
  });

  test("429 and 503 are tried again when FCM says, in milliseconds", async () => {
    await fcm.misbehave({ kind: "rateExceeded", retryAfterSeconds: 37 });
    expect(await send()).toEqual({ outcome: "throttled", retryAfter: 37_000 });
    await fcm.misbehave({ kind: "unavailable", retryAfterSeconds: 90 });
    expect(await send()).toEqual({ outcome: "unavailable", retryAfter: 90_000 });
  });
});

describe("a failure that isn't FCM's answer", () => {
  test.each([
    ["a time-out of the SDK", { code: "app/network-timeout" }],
    ["an error without a code", new Error("what?")],
    ["no error at all", undefined],
  ])("(%s) moves the attempt and kills no target", (_, error) => {
    expect(outcomeOf(error)).toEqual({ outcome: "unavailable" });
  });

  test.each(["ECONNRESET", "messaging/brand-new"])(
    "with a code nobody knows, %s, names it for the log",
    (code) => {
      expect(outcomeOf(Object.assign(new Error("what?"), { code }))).toEqual({
        outcome: "unavailable",
        code,
      });
    },
  );

  test.each(["0", "-5", "Wed, 21 Oct 2026 07:28:00 GMT", "soon", ""])(
    "Retry-After %j says nothing about when",
    (header) => {
      const error = {
        code: "messaging/message-rate-exceeded",
        httpResponse: { headers: { "retry-after": header } },
      };
      expect(outcomeOf(error)).toEqual({ outcome: "throttled" });
    },
  );
});
