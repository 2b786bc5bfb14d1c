import { request } from "node:https";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FcmFixture, fcmFixture } from "./fcmFixture.ts";

let fcm: FcmFixture;
let target: string;
beforeAll(async () => {
  fcm = await fcmFixture();
  target = await fcm.register();
});
afterAll(() => fcm.end());

const command = { data: { command: "eyJ..." } };
const unregistered = expect.stringContaining('"errorCode":"UNREGISTERED"');
const namesToken = expect.stringContaining('"field":"message.token"');

describe("an answer that FCM gives by itself", () => {
  test("200 carries the message's name under the project", async () => {
    expect(await fcm.send({ token: target, ...command })).toMatch(
      /^projects\/demo-katazuke\/messages\/0:\d+%\w+$/,
    );
  });

  test("a registration that died answers 404 UNREGISTERED with FcmError", async () => {
    const dead = await fcm.register();
    await fcm.call(`DELETE /registrations/${dead}`);
    expect(await fcm.send({ token: dead, ...command })).toMatchObject({
      code: "messaging/registration-token-not-registered",
      status: 404,
      body: unregistered,
    });
  });

  test("a well-formed target that was never issued answers UNREGISTERED too", async () => {
    const another = target.replace(/.$/, (last) => (last === "_" ? "-" : "_"));
    expect(await fcm.send({ token: another, ...command })).toMatchObject({
      code: "messaging/registration-token-not-registered",
      body: unregistered,
    });
  });

  test("a dead installation id gets the SDK's code for installation ids", async () => {
    const dead = await fcm.register("fid");
    await fcm.call(`DELETE /registrations/${dead}`);
    expect(await fcm.send({ fid: dead, ...command })).toMatchObject({
      code: "messaging/installation-id-not-registered",
      status: 404,
    });
  });

  test("another project answers 404 without FcmError, under the same SDK code as a dead target", async () => {
    expect(await fcm.sendFromOtherProject({ token: target, ...command })).toMatchObject({
      code: "messaging/registration-token-not-registered",
      status: 404,
      body: expect.not.stringContaining("FcmError"),
    });
  });

  test("a malformed target answers 400 naming message.token, which the SDK calls invalid-argument", async () => {
    expect(await fcm.send({ token: "not a target", ...command })).toMatchObject({
      code: "messaging/invalid-argument",
      status: 400,
      body: namesToken,
    });
  });

  test("a malformed installation id names message.fid", async () => {
    expect(await fcm.send({ fid: "zzz", ...command })).toMatchObject({
      status: 400,
      body: expect.stringContaining('"field":"message.fid"'),
    });
  });

  test.each([
    ["data above 4,096 bytes", { data: { command: "x".repeat(4090) } }, "message.data"],
    ["a reserved data key", { data: { "google.x": "1" } }, "message.data"],
    ["a TTL above 28 days", { android: { ttl: 28 * 86_400_000 + 1000 } }, "message.android.ttl"],
  ])("%s answers 400 naming the field, not the target", async (_, payload, field) => {
    expect(await fcm.send({ token: target, ...payload })).toMatchObject({
      code: "messaging/invalid-argument",
      status: 400,
      body: expect.stringContaining(`"field":"${field}"`),
    });
  });

  test("4,096 bytes of data are accepted, keys counted", async () => {
    expect(await fcm.send({ token: target, data: { command: "x".repeat(4089) } })).toMatch(/^projects/);
  });

  test("without a bearer credential it answers 401 before looking at anything else", async () => {
    expect(await postBare("/v1/projects/demo-katazuke/messages:send")).toEqual([401, "UNAUTHENTICATED"]);
  });
});

describe("an answer that was ordered", () => {
  test.each([
    ["unregistered", "registration-token-not-registered", 404],
    ["notFoundProject", "registration-token-not-registered", 404],
    ["invalidTarget", "invalid-argument", 400],
    ["invalidTargetBare", "invalid-argument", 400],
    ["invalidPayload", "invalid-argument", 400],
    ["senderIdMismatch", "mismatched-credential", 403],
    ["permissionDenied", "mismatched-credential", 403],
    ["thirdPartyAuth", "third-party-auth-error", 401],
    ["rateExceeded", "message-rate-exceeded", 429],
    ["internal", "internal-error", 500],
  ] as const)("%s reaches the caller once as %s", async (kind, code, status) => {
    await fcm.misbehave({ kind });
    expect(await fcm.send({ token: target, ...command })).toMatchObject({
      code: `messaging/${code}`,
      status,
    });
    expect(await fcm.send({ token: target, ...command })).toMatch(/^projects/);
  });

  test("invalidTarget names the field, as documented; invalidTargetBare doesn't, as also seen live", async () => {
    await fcm.misbehave({ kind: "invalidTarget" });
    expect(await fcm.send({ token: target, ...command })).toMatchObject({ body: namesToken });
    await fcm.misbehave({ kind: "invalidTargetBare" });
    expect(await fcm.send({ token: target, ...command })).toMatchObject({
      body: expect.not.stringContaining("fieldViolations"),
    });
  });

  test.each([
    ["rateExceeded", "message-rate-exceeded", 37],
    ["unavailable", "server-unavailable", 90],
  ] as const)("%s carries Retry-After in seconds", async (kind, code, retryAfterSeconds) => {
    await fcm.misbehave({ kind, retryAfterSeconds });
    expect(await fcm.send({ token: target, ...command })).toMatchObject({
      code: `messaging/${code}`,
      retryAfter: String(retryAfterSeconds),
    });
  });

  test("one 503 is hidden by the SDK, which sends again at once", async () => {
    await fcm.misbehave({ kind: "unavailable" });
    expect(await fcm.send({ token: target, ...command })).toMatch(/^projects/);
    expect((await fcm.call("GET /faults")).body).toEqual([]);
  });

  test("a fault for one registration leaves the others alone", async () => {
    const other = await fcm.register();
    await fcm.misbehave({ kind: "internal", value: other });
    expect(await fcm.send({ token: target, ...command })).toMatch(/^projects/);
    expect(await fcm.send({ token: other, ...command })).toMatchObject({ code: "messaging/internal-error" });
  });

  test("a call that hangs gets no answer until the caller gives up", async () => {
    await fcm.misbehave({ kind: "hang" });
    const answered = fcm.send({ token: target, ...command }).then(
      () => "answered",
      () => "answered",
    );
    await expect.poll(() => fcm.narration.at(-1), { interval: 2 }).toMatch(/as ordered .* hang$/);
    const later = await fcm.send({ token: target, ...command });
    expect(await Promise.race([answered, "still waiting"])).toBe("still waiting");
    expect(later).toMatch(/^projects/);
  });

  test("an unknown kind of fault is refused by the control API", async () => {
    expect(await fcm.call("POST /faults", { kind: "explode" })).toMatchObject({ status: 400 });
  });
});

function postBare(path: string): Promise<[number | undefined, string | undefined]> {
  return new Promise((resolve, reject) => {
    const call = request(
      { host: "fcm.googleapis.com", path, method: "POST", agent: fcm.agent },
      (response) => {
        response.setEncoding("utf8").on("data", (text: string) => {
          resolve([response.statusCode, /"status":"(\w+)"/.exec(text)?.[1]]);
        });
      },
    );
    call.on("error", reject).end("{}");
  });
}
