import { X509Certificate } from "node:crypto";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { httpApp } from "../functions/src/entry/http/app.ts";
import { log, logFailure } from "../functions/src/entry/log.ts";
import { sweepWipes } from "../functions/src/flow/sweepWipes.ts";
import { ContactWorld, firstCode } from "./doubles/contactWorld.ts";
import { deployHere } from "./doubles/deployment.ts";
import { LoggingWorld } from "./doubles/loggingWorld.ts";
import { keepLogs } from "./doubles/logOutput.ts";
import { minutesLater, sampleDevice } from "./doubles/samples.ts";
import { callableApp, serve } from "./doubles/serve.ts";
import { type Certified, certify, signedBy } from "./doubles/signers.ts";
import { unlimited } from "./doubles/unlimited.ts";

const target = "dXJlY29nbmlzYWJsZQ:APA91b-recognisable-push-target";
const Handler = z.custom<express.RequestHandler>((fn) => fn instanceof Function);
const Runnable = z.custom<{ run(event: unknown): Promise<void> }>((fn) => Object(fn).run instanceof Function);

let written: string[];
let card: Certified;
let deployed: Record<string, unknown>;
beforeAll(async () => {
  written = await keepLogs();
  card = await certify((await deployHere({ requireAppCheck: false })).card);
  deployed = { ...(await import("../functions/src/index.ts")) };
});
afterAll(() => {
  vi.restoreAllMocks();
});
beforeEach(() => {
  written.length = 0;
});

/** The holder's name, the serial, the certificate, the signed message and the push target: none may show, in any spelling. */
function expectNothingPersonal(...sent: string[]): void {
  const [leaf = ""] = card.x5c;
  const { serialNumber } = new X509Certificate(Buffer.from(leaf, "base64"));
  const parts = sent.flatMap((jws) => jws.split("."));
  const banned = [
    "Made Up",
    serialNumber,
    serialNumber.toLowerCase(),
    leaf.slice(100, 140),
    target,
    ...parts,
  ];
  const all = written.join("\n");
  expect(banned.filter((one) => one.length > 8 && all.includes(one))).toEqual([]);
}

async function post(app: express.Express, body: unknown, path = "/") {
  const server = await serve(app);
  const headers = { "content-type": "application/json" };
  const answer = await server.call(path, { method: "POST", body: JSON.stringify(body), headers });
  await server.end();
  return answer;
}

describe("nothing personal is logged", () => {
  test.each(["/v1/sessions", "/v1/revocations"])("by POST %s, refused or failed", async (path) => {
    const api = express().use(Handler.parse(deployed.api));
    const typ = path === "/v1/sessions" ? "session-application+jwt" : "revocation-application+jwt";
    const refused = await signedBy(card, { typ, claims: { iat: 1e9, exp: 1e9 + 300, name: "Made Up" } });
    expect((await post(api, { application: refused }, path)).status).toBeLessThan(500);
    expect((await post(api, { application: refused, name: "Made Up" }, path)).status).toBe(400);
    expect((await post(api, refused, path)).status).toBe(400);
    expectNothingPersonal(refused);
  });

  test.each([
    ["/v1/ca-events", "event", "ca-event+jwt"],
    ["/v1/resets", "report", "reset-report+jwt"],
    ["/v1/tsm-reports", "report", "tsm-report+jwt"],
  ])("by POST %s of a partner that says too much", async (path, field, typ) => {
    const api = httpApp(unlimited);
    // Names no partner that could be looked up, so nothing has to be reached.
    const jws = await signedBy(card, {
      typ,
      claims: { iss: "Made Up", name: "Made Up", pushTarget: target, secureElementId: target },
    });
    expect((await post(api, { [field]: jws }, path)).status).toBe(401);
    expect((await post(api, { [field]: jws, name: "Made Up" }, path)).status).toBe(400);
    expect((await post(api, jws, path)).status).toBe(400);
    expectNothingPersonal(jws);
  });

  test("by a counter that is asked by somebody who isn't a clerk", async () => {
    const jws = await signedBy(card, { typ: "clearance-request+jwt", claims: { name: "Made Up" } });
    const asked = { requestId: target, phone: jws, name: "Made Up" };
    for (const path of ["/v1/clearances", `/v1/clearances/${target}/pulls`])
      expect((await post(httpApp(unlimited), asked, path)).status).toBe(401);
    expectNothingPersonal(jws);
  });

  test("by a clearance proof that is asked for, whatever the phone shows", async () => {
    const shown = { phone: { shown: target }, name: "Made Up" };
    const path = `/v1/clearances/${"0".repeat(64)}/proofs`;
    expect((await post(httpApp(unlimited), shown, path)).status).toBe(401);
    const asked = { deviceId: "0".repeat(64), phone: { shown: target } };
    const app = callableApp(deployed.createClearanceProof);
    expect((await post(app, { data: asked })).status).toBe(401);
    expectNothingPersonal();
  });

  test.each([
    "registerDevice",
    "replaceDevice",
    "acknowledgeWipe",
    "revokeOnDevice",
    "setContact",
    "confirmContact",
    "createClearanceProof",
    "createHandoverCode",
    "listDevices",
    "planHandOver",
    "declareDevice",
    "checkFoundCertificates",
    "reportFoundErased",
  ])("by %s, however it is called", async (name) => {
    const app = callableApp(deployed[name]);
    const jws = await signedBy(card, {
      typ: "made-up+jwt",
      claims: { pushTarget: target, name: "Made Up" },
    });
    const messages = [
      { registration: jws, possessions: [jws] },
      { step: "confirm", application: jws },
      { acknowledgement: jws },
      { application: jws },
      { pushTarget: target, "Made Up": jws },
      { email: target, phoneNumber: "Made Up", timeZone: jws, channels: [target] },
      { channel: target, code: "Made Up" },
      { deviceId: target, declaration: jws },
      { deviceId: target, phone: { shown: jws } },
      { pushTarget: target, "Made Up": jws },
      { thumbprints: [target], outcome: jws },
    ];
    for (const message of messages) {
      for (const body of [{ data: message }, message, { data: message, ...message }, [message]])
        expect((await post(app, body)).status).toBeGreaterThanOrEqual(400);
      expect((await post(app, { data: { "@type": target, ...message } })).status).toBe(400);
    }
    expectNothingPersonal(jws);
  });

  test("by a task or an event that carries what it shouldn't", async () => {
    await Runnable.parse(deployed.attemptWipe).run({
      data: { wipeId: 7, pushTarget: target, name: "Made Up" },
    });
    const after = { data: () => ({ wipeId: "wipe-1", pushTarget: target, name: "Made Up" }) };
    const before = { data: () => undefined };
    await Runnable.parse(deployed.wipeChanged).run({ data: { before, after }, params: { wipeId: "wipe-1" } });
    expect(written.join()).toContain("task_malformed");
    expectNothingPersonal();
  });

  test("by a failure whose error quotes what was sent", () => {
    const quoting = new Error(`3 INVALID_ARGUMENT: ${target} of Made Up\n    at Made Up (${target})`);
    logFailure("id-1", quoting);
    const { error } = z.strictObject({}).safeParse({ [target]: "Made Up" });
    logFailure("id-2", error);
    expect(written).toHaveLength(2);
    expectNothingPersonal();
  });
});

describe("a holder's whole story logs codes and numbers only:", () => {
  test("enrolled, revoked, attempted with every outcome, answered, swept", async () => {
    const world = new LoggingWorld(log);
    const [holderId] = await world.enrolled();
    await world.register(holderId, { pushTarget: { kind: "fcmToken", value: target } });
    const shown = await world.revoke();
    const wipeId = "devices" in shown ? (shown.devices[0]?.wipe.wipeId ?? "") : "";
    await attemptWithEveryOutcome(world, wipeId);
    await world.acknowledge(
      { commandId: `${wipeId}.1`, nonce: target },
      { ...sampleDevice.deviceKey, x: "B".repeat(43) },
    );
    const failing = async () => Promise.reject(new Error(`lost ${target}`));
    const { overdueWipes } = world.store;
    world.setMinutes(100_000);
    await sweepWipes({ overdueWipes, attempt: failing, clock: world.clock, log: log });
    expectNothingPersonal();
    expect(codes()).toEqual(
      new Set(["attempt_made", "acknowledgement_refused", "sweep_attempts_failed", "sweep_left"]),
    );
    for (const id of [holderId, wipeId, sampleDevice.deviceId, sampleDevice.secureElement])
      expect(written.join()).not.toContain(`"${id}"`);
  });
});

test("a holder's addresses, codes and messages are in no log, whatever becomes of them", async () => {
  const world = new ContactWorld(log);
  const [holderId] = await world.enrolled();
  const [email, phoneNumber] = ["made.up@example.jp", "+819012345678"];
  await world.setContact({ holderId, email, phoneNumber });
  await world.confirm({ holderId, channel: "email", code: String(firstCode + 7) });
  await world.confirm({ holderId, channel: "sms", code: String(firstCode) });
  await world.confirm({ holderId, channel: "email", code: String(firstCode + 1) });
  await world.setContact({ holderId, email: null, channels: ["sms", "push"] });
  await world.tellFormer(holderId);
  world.fcmSays = () => ({ outcome: "unavailable" });
  for (const outcome of ["refused", "unavailable"] as const) {
    world.gateway = async () => outcome;
    await world.deliver({ holderId });
  }
  expect(codes()).toEqual(new Set(["former_address_told", "message_channel_failed"]));
  const all = written.join("\n");
  const banned = [email, phoneNumber, holderId, String(firstCode), String(firstCode + 1), "contactChanged"];
  expect(banned.filter((one) => all.includes(one))).toEqual([]);
});

async function attemptWithEveryOutcome(world: LoggingWorld, wipeId: string): Promise<void> {
  const outcomes = [
    "accepted",
    "targetInvalid",
    "faultIsOurs",
    "throttled",
    "unavailable",
    "targetUnregistered",
  ] as const;
  for (const [step, outcome] of outcomes.entries()) {
    world.setMinutes(1000 + step * 5000);
    world.fcm = async () => ({ outcome });
    await world.attempt(wipeId);
  }
  expect(world.sent).toHaveLength(outcomes.length);
  expect(world.sent[0]).toMatchObject({ target: { value: target } });
  expect(world.clock()).toEqual(minutesLater(26_000));
}

function codes(): Set<unknown> {
  const Entry = z.object({ code: z.string() });
  return new Set(written.map((line) => Entry.parse(JSON.parse(line)).code));
}
