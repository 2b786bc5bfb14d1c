import { describe, expect, test } from "vitest";
import { caTells } from "../doubles/partners.ts";
import { start } from "../doubles/samples.ts";
import { sampleRegistration, World } from "../doubles/world.ts";

test("one commit revokes both certificates, opens the wipe and writes the audit", async () => {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  const shown = await world.revoke();
  expect(shown).toMatchObject({
    application: { holderId, cause: "movedToNewPhone", channel: "card" },
    devices: [
      {
        device: { deviceId, state: "replaced", erasure: "open" },
        certificates: [
          { kind: "signing", state: "revoked", revocation: { reason: "superseded" } },
          { kind: "authentication", state: "revoked", revocation: { reason: "superseded" } },
        ],
        wipe: { state: "pending", nextStep: "attempt", nextStepAt: world.clock(), evidence: "none" },
        alreadyRevoked: [],
      },
    ],
  });
  expect(world.documents.paths("wipes")).toHaveLength(1);
  const acts = world.documents.paths("audit").map((path) => world.documents.at(path)?.act);
  expect(acts).toEqual(["holderRegistered", "deviceRegistered", "certificatesRevoked"]);
});

test("the same application again, also at the same time, answers the same and moves nothing", async () => {
  const world = new World();
  await world.enrolled();
  const [one, other] = await Promise.all([world.revoke(), world.revoke()]);
  const before = world.documents.all();
  world.setMinutes(9);
  const again = await world.revoke();
  expect(other).toEqual(one);
  expect(again).toEqual(one);
  expect(world.documents.all()).toEqual(before);
});

test("the same application for all phones again doesn't touch a phone that was registered meanwhile", async () => {
  const world = new World();
  const [holderId] = await world.enrolled();
  const first = await world.revoke({ devices: "all" });
  const certificates = sampleRegistration.certificates.map((one, i) => ({
    ...one,
    certificateId: String(i).repeat(64),
  }));
  await world.register(holderId, { secureElement: "f".repeat(64), certificates });
  const before = world.documents.all();
  expect(await world.revoke({ devices: "all" })).toEqual(first);
  expect(world.documents.all()).toEqual(before);
});

describe("a card that the CA has stopped since it applied", () => {
  const stoppedWorld = async () => {
    const world = new World();
    const [holderId] = await world.enrolled();
    const first = await world.revoke({ devices: "all" });
    await caTells(world, { kind: "cardRevoked" });
    return { world, holderId, first, before: world.documents.all() };
  };

  test("gets the first answer to the same application, but not in another holder's session", async () => {
    const { world, holderId, first, before } = await stoppedWorld();
    expect(await world.revoke({ devices: "all" })).toEqual(first);
    const newPhone = { channel: "newPhone", signedInAs: `not ${holderId}` } as const;
    const devices = ["0".repeat(64)];
    expect(await world.revoke({ devices }, newPhone)).toMatchObject({ refused: "card_of_another_holder" });
    expect(world.documents.all()).toEqual(before);
  });

  test("is refused with every other, also under the same number", async () => {
    const { world, before } = await stoppedWorld();
    expect(await world.revoke({ jti: "application-number-2" })).toMatchObject({ refused: "card_revoked" });
    expect(await world.revoke({ cause: "stolen" })).toMatchObject({ refused: "proof_reused" });
    expect(world.documents.all()).toEqual(before);
  });
});

test("an application that was answered is not answered again in another holder's session", async () => {
  const world = new World();
  await world.enrolled();
  const [deviceId = ""] = world.documents.paths("devices").map((path) => path.slice("devices/".length));
  await world.revoke({ devices: [deviceId] }, { channel: "newPhone" });
  const again = await world.revoke({ devices: [deviceId] }, { channel: "newPhone", signedInAs: "another" });
  expect(again).toMatchObject({ refused: "card_of_another_holder" });
});

test("revoking twice with two applications opens one wipe and keeps the first date; only the reason may rise", async () => {
  const world = new World();
  const [, deviceId] = await world.enrolled();
  await world.revoke({ jti: "application-number-1", cause: "movedToNewPhone" });
  world.setMinutes(30);
  const second = await world.revoke({ jti: "application-number-2", cause: "stolen", devices: [deviceId] });
  expect(second).toMatchObject({
    devices: [
      {
        device: { state: "replaced" },
        certificates: [
          { revocation: { reason: "keyCompromise", cause: "movedToNewPhone", revokedAt: start } },
          { revocation: { reason: "keyCompromise", cause: "movedToNewPhone", revokedAt: start } },
        ],
        alreadyRevoked: ["a".repeat(64), "b".repeat(64)],
      },
    ],
  });
  expect(world.documents.paths("wipes")).toHaveLength(1);
});

test("a certificate that has expired stays expired, and is wiped with the others", async () => {
  const world = new World();
  await world.enrolled();
  world.documents.edit(`certificates/${"b".repeat(64)}`, { state: "expired" });
  const shown = await world.revoke();
  expect(shown).toMatchObject({
    devices: [
      { certificates: [{ state: "revoked" }, { state: "expired" }], wipe: { certificates: { length: 2 } } },
    ],
  });
});

test("a phone bought later is revoked and wiped together with the first one", async () => {
  const world = new World();
  const [holderId] = await world.enrolled();
  await world.register(holderId, {
    secureElement: "f".repeat(64),
    certificates: sampleRegistration.certificates.map((one, i) => ({
      ...one,
      certificateId: `${i}`.repeat(64),
    })),
  });
  await world.revoke({ devices: "all", cause: "stoppedUsing" });
  expect(world.documents.paths("wipes")).toHaveLength(2);
});

describe("is refused, and nothing changes,", () => {
  const unknown = "0".repeat(64);
  test.each([
    ["for a device that nobody registered", { devices: [unknown] }, {}, "device_unknown"],
    ["by a card that never opened a session", { cardId: "card-2" }, {}, "device_unknown"],
    ["on the new phone for another cause", { cause: "stolen" }, { channel: "newPhone" }, "cause_not_allowed"],
    ["on the new phone for all devices at once", {}, { channel: "newPhone" }, "malformed_request"],
    [
      "with somebody else's card",
      { devices: [unknown] },
      { channel: "newPhone", signedInAs: "x" },
      "card_of_another_holder",
    ],
  ] as const)("%s", async (_case, request, incoming, refused) => {
    const world = new World();
    await world.enrolled();
    const before = world.documents.all();
    expect(await world.revoke(request, incoming)).toMatchObject({ refused });
    expect(world.documents.all()).toEqual(before);
  });

  test("for another holder's device, in the same words as for one that isn't there", async () => {
    const world = new World();
    const [, deviceId] = await world.enrolled();
    const thief = { jti: "session-number-2", cardId: "card-2" };
    await world.signIn({ aud: "https://service.example", iat: 1, exp: 2, ...thief });
    const before = world.documents.all();
    const notYours = await world.revoke({ cardId: "card-2", jti: "a", devices: [deviceId] });
    const notThere = await world.revoke({ cardId: "card-2", jti: "b", devices: [unknown] });
    expect(notYours).toEqual(notThere);
    expect(notYours).toMatchObject({ refused: "device_unknown" });
    expect(world.documents.all()).toEqual(before);
  });

  test("for another wish under a number that was used before", async () => {
    const world = new World();
    const [, deviceId] = await world.enrolled();
    await world.revoke({ devices: [deviceId] });
    const before = world.documents.all();
    expect(await world.revoke({ devices: "all" })).toMatchObject({ refused: "proof_reused" });
    expect(world.documents.all()).toEqual(before);
  });

  test("when one of several devices is not the holder's", async () => {
    const world = new World();
    const [, deviceId] = await world.enrolled();
    const before = world.documents.all();
    expect(await world.revoke({ devices: [deviceId, unknown] })).toMatchObject({ refused: "device_unknown" });
    expect(world.documents.all()).toEqual(before);
  });
});

test("which warnings the holder was shown is kept with the application, and told in the audit before what was revoked", async () => {
  const world = new World();
  const [, deviceId] = await world.enrolled();
  const shown = await world.revoke({ warningsShown: ["remoteErasureMayFail"] });
  const revocationId = "application" in shown ? shown.application.revocationId : "";
  expect(world.documents.at(`revocations/${revocationId}`)).toMatchObject({
    warningsShown: ["remoteErasureMayFail"],
  });
  const told = world.documents.paths("audit").map((path) => world.documents.at(path));
  expect(told.map((entry) => entry?.act).slice(-2)).toEqual(["warningShown", "certificatesRevoked"]);
  expect(told.at(-2)).toMatchObject({
    actor: "holder",
    method: "cardSignature",
    subjects: [`revocations/${revocationId}`],
    chain: `devices/${deviceId}`,
  });
});

test("what says nothing of warnings leaves nothing on record about them", async () => {
  const world = new World();
  await world.enrolled();
  const shown = await world.revoke();
  const revocationId = "application" in shown ? shown.application.revocationId : "";
  expect(world.documents.at(`revocations/${revocationId}`)).not.toHaveProperty("warningsShown");
});
