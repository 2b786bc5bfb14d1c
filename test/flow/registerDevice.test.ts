import { describe, expect, test } from "vitest";
import { isRefused, refuse } from "../../functions/src/domain/refusal.ts";
import { registerDevice } from "../../functions/src/flow/registerDevice.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { cardSigned, sampleRegistration, World } from "../doubles/world.ts";

async function signedIn(world: World, cardId = "card-1"): Promise<string> {
  const session = await world.signIn(cardSigned({ cardId, jti: `session of ${cardId}` }));
  if (isRefused(session)) throw new Error(session.refused);
  return session.holderId;
}

const otherCertificates = sampleRegistration.certificates.map((one, i) => ({
  ...one,
  certificateId: `${i}`.repeat(64),
}));

test("a phone is registered with its certificates, active and as enrolment 1", async () => {
  const world = new World();
  const holderId = await signedIn(world);
  const registered = await world.register(holderId);
  expect(registered).toMatchObject({ device: { holderId, generation: 1, state: "active" } });
  expect(world.documents.paths("devices")).toHaveLength(1);
  expect(world.documents.paths("certificates")).toHaveLength(2);
});

test("the same registration again, also at the same time, is the same device", async () => {
  const world = new World();
  const holderId = await signedIn(world);
  const [one, other] = await Promise.all([world.register(holderId), world.register(holderId)]);
  const again = await world.register(holderId);
  const ids = [one, other, again].map((answer) => "device" in answer && answer.device.deviceId);
  expect(new Set(ids).size).toBe(1);
  expect(world.documents.paths("devices")).toHaveLength(1);
});

test("registering with a new push target keeps the enrolment and sends there from then on", async () => {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  world.setMinutes(10);
  await world.register(holderId, { pushTarget: { kind: "fid", value: "push-target-2" } });
  expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({
    generation: 1,
    pushTarget: { kind: "fid", value: "push-target-2", state: "active" },
  });
});

test("registering while a wipe is open makes its attempt due at once, and takes the key the phone has now", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  world.setMinutes(1);
  const deviceKey = { ...sampleRegistration.deviceKey, x: "B".repeat(43) };
  await world.register(String(world.documents.at(`wipes/${wipeId}`)?.holderId), { deviceKey });
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "pending",
    deviceKey,
    nextStepAt: world.clock(),
  });
});

test("other certificates in the same secure element are enrolment 2, which ends the first and its wipe", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  const { holderId, deviceId } = world.documents.at(`wipes/${wipeId}`) ?? {};
  const certificates = sampleRegistration.certificates.map((one, i) => ({
    ...one,
    certificateId: `${i}`.repeat(64),
  }));
  const registered = await world.register(String(holderId), { certificates });
  expect(registered).toMatchObject({ device: { generation: 2, state: "active" } });
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "cancelled" });
  expect(world.documents.at(`wipes/${wipeId}`)).not.toHaveProperty("nextStepAt");
  expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({
    state: "replaced",
    erasure: "cancelled",
  });
});

describe("when the phone CA's list says of the certificates", () => {
  test.each([
    ["revoked", "certificate_revoked"],
    ["unknown", "revocation_status_unknown"],
  ] as const)("%s, a new enrolment is refused and nothing changes", async (revocationStatus, refused) => {
    const world = new World();
    const holderId = await signedIn(world, "card-1");
    const before = world.documents.all();
    expect(await world.register(holderId, { revocationStatus })).toMatchObject({ refused });
    expect(world.documents.all()).toEqual(before);
  });

  test.each(["revoked", "unknown"] as const)(
    "%s, the phone that has them can still say where it is, so that its wipe finds it",
    async (revocationStatus) => {
      const world = new World();
      const wipeId = await world.revoked();
      const { holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
      const pushTarget = { kind: "fcmToken", value: "push-target-2" } as const;
      const registered = await world.register(String(holderId), { revocationStatus, pushTarget });
      expect(registered).toMatchObject({ device: { generation: 1, pushTarget } });
    },
  );
});

test("another holder's certificate can't be registered, and nothing changes", async () => {
  const world = new World();
  await world.enrolled();
  const thief = await signedIn(world, "card-2");
  const before = world.documents.all();
  const answer = await world.register(thief, { secureElement: "0".repeat(64) });
  expect(answer).toMatchObject({ refused: "certificate_unknown" });
  expect(world.documents.all()).toEqual(before);
});

test("another phone of the same holder that names the old one's secure element doesn't end its wipe", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  const { holderId } = world.documents.at(`wipes/${wipeId}`) ?? {};
  const deviceKey = { ...sampleRegistration.deviceKey, x: "N".repeat(43) };
  await world.register(String(holderId), { certificates: otherCertificates, deviceKey });
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "pending" });
});

test("a buyer's enrolment that the SEI-TSM vouches for ends the former holder's wipe, and tells them", async () => {
  const world = new World();
  const [seller] = await world.enrolledProven();
  await world.revoke();
  const [wipe = ""] = world.documents.paths("wipes");
  const buyer = await signedIn(world, "card-2");
  const deviceKey = { ...sampleRegistration.deviceKey, x: "N".repeat(43) };
  const registered = await world.register(buyer, {
    certificates: otherCertificates,
    deviceKey,
    isProven: true,
  });
  expect(registered).toMatchObject({ device: { generation: 2, holderId: buyer } });
  expect(world.documents.at(wipe)).toMatchObject({ state: "cancelled" });
  const told = world.documents.paths("audit").map((path) => world.documents.at(path));
  expect(told).toContainEqual(expect.objectContaining({ act: "deviceOvertaken", holderId: seller }));
});

test("naming another holder's secure element doesn't lock that holder's phone out of registering again", async () => {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  const thief = await signedIn(world, "card-2");
  await world.register(thief, { certificates: otherCertificates });
  expect(await world.register(holderId)).toMatchObject({ device: { deviceId, generation: 1 } });
});

test("another holder's enrolment of the same secure element leaves the first holder's wipe open", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  const buyer = await signedIn(world, "card-2");
  const certificates = sampleRegistration.certificates.map((one, i) => ({
    ...one,
    certificateId: `${i}`.repeat(64),
  }));
  const registered = await world.register(buyer, { certificates });
  expect(registered).toMatchObject({ device: { generation: 1, holderId: buyer } });
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "pending" });
});

test("one proof that doesn't hold refuses the whole registration", async () => {
  const world = new World();
  const holderId = await signedIn(world);
  const before = world.documents.all();
  const answer = await registerDevice(
    { holderId, registration: "registration", possessions: [] },
    {
      readRegistration: async () => refuse("chain_untrusted"),
      limit: world.limit,
      rules: sampleRules,
      transact: world.store.transact,
      auditRefusal: world.auditRefusal,
      clock: world.clock,
      newId: world.newId,
      scope: world.scope,
    },
  );
  expect(answer).toEqual({ refused: "chain_untrusted" });
  expect(world.documents.all()).toEqual(before);
});
