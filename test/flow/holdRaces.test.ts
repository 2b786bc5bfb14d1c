import { describe, expect, test } from "vitest";
import { HoldWorld } from "../doubles/holdWorld.ts";
import { minutesLater, sampleDevice } from "../doubles/samples.ts";
import { sampleRegistration } from "../doubles/world.ts";

const signing = "a".repeat(64);
const authentication = "b".repeat(64);
const day = 24 * 60;

async function enrolled() {
  const world = new HoldWorld();
  const [holderId, deviceId] = await world.enrolled();
  return { world, holderId, deviceId };
}

function states(world: HoldWorld) {
  return [signing, authentication].map((id) => world.documents.at(`certificates/${id}`)?.state);
}

function expectRevokedWithWipe(world: HoldWorld, deviceId: string): void {
  expect(states(world)).toEqual(["revoked", "revoked"]);
  const { wipeId } = world.documents.at(`devices/${deviceId}`) ?? {};
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "pending" });
}

describe("a hold and a revocation", () => {
  test("in this order: revoked from hold, the time on hold ended", async () => {
    const { world, deviceId } = await enrolled();
    const holdId = await world.held();
    world.setMinutes(1);
    await world.revoke({ cause: "stolen" });
    expectRevokedWithWipe(world, deviceId);
    expect(world.documents.at(`certificates/${signing}`)).toMatchObject({
      holds: [{ holdId, endedAt: minutesLater(1) }],
      revocation: { reason: "keyCompromise" },
    });
  });

  test("in the other order: the hold finds nothing, and undoes nothing", async () => {
    const { world, deviceId } = await enrolled();
    await world.revoke();
    expect(await world.placeHold()).toMatchObject({ refused: "device_unknown" });
    expectRevokedWithWipe(world, deviceId);
  });

  test.each([["hold first"], ["revocation first"]])("at once, %s: revoked in the end", async (order) => {
    const { world, deviceId } = await enrolled();
    const both = [() => world.placeHold(), () => world.revoke()];
    if (order === "revocation first") both.reverse();
    await Promise.all(both.map((go) => go()));
    expectRevokedWithWipe(world, deviceId);
  });
});

describe("a release and a revocation", () => {
  test.each([["release first"], ["revocation first"]])("at once, %s: revoked in the end", async (order) => {
    const { world, deviceId } = await enrolled();
    const holdId = await world.held();
    const both = [() => world.releaseHold({ holdId }), () => world.revoke()];
    if (order === "revocation first") both.reverse();
    await Promise.all(both.map((go) => go()));
    expectRevokedWithWipe(world, deviceId);
    expect(world.documents.paths("wipes")).toHaveLength(1);
  });

  test("in this order: the second one joins the wipe that the release opened", async () => {
    const { world, deviceId } = await enrolled();
    const holdId = await world.held();
    await world.releaseHold({ holdId });
    await world.revoke({ cause: "stolen" });
    expectRevokedWithWipe(world, deviceId);
    const { wipeId } = world.documents.at(`devices/${deviceId}`) ?? {};
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ commandVersion: 2 });
    expect(world.documents.at(`certificates/${signing}`)).toMatchObject({
      revocation: { cause: "foundAgain", reason: "keyCompromise", raised: { cause: "stolen" } },
    });
  });
});

test("two agents at once hold once: one hold has the certificates, the other one joined it", async () => {
  const { world } = await enrolled();
  const shown = await Promise.all([world.placeHold(), world.placeHold({ agentId: "agent-2" })]);
  const kinds = shown.map((one) => ("hold" in one ? one.hold.state : one));
  expect(kinds.toSorted()).toEqual(["joined", "open"]);
  expect(world.documents.at(`certificates/${signing}`)).toMatchObject({ holds: { length: 1 } });
});

test("the same request twice at once is one hold", async () => {
  const { world } = await enrolled();
  const [one, other] = await Promise.all([world.placeHold(), world.placeHold()]);
  expect(other).toEqual(one);
  expect(world.documents.paths("holds")).toHaveLength(1);
});

test("two releases at once release once", async () => {
  const { world } = await enrolled();
  const holdId = await world.held();
  const both = await Promise.all([world.releaseHold({ holdId }), world.releaseByCard()]);
  expect(both.filter((one) => "refused" in one).length).toBeLessThanOrEqual(1);
  expect(states(world)).toEqual(["revoked", "valid"]);
  expect(world.documents.paths("wipes")).toHaveLength(1);
});

test("a hold during a replacement holds the new phone too; the replacement revokes the old one all the same", async () => {
  const { world, holderId, deviceId } = await enrolled();
  const [one] = sampleRegistration.certificates;
  if (!one) throw new Error("the sample has certificates");
  await world.register(holderId, {
    secureElement: "f".repeat(64),
    deviceKey: { ...sampleDevice.deviceKey, x: "N".repeat(43) },
    certificates: [{ ...one, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) }],
  });
  const move = { devices: [deviceId], cause: "movedToNewPhone" } as const;
  await Promise.all([world.placeHold(), world.revoke(move, { channel: "newPhone", signedInAs: holderId })]);
  expectRevokedWithWipe(world, deviceId);
  expect(world.documents.at(`certificates/${"9".repeat(64)}`)).toMatchObject({ state: "onHold" });
});

test("a phone on hold may still say where it is, but can't get out of the hold by enrolling anew", async () => {
  const { world, holderId } = await enrolled();
  await world.held();
  expect(await world.register(holderId, { signedAt: minutesLater(1) })).toMatchObject({
    device: { generation: 1 },
  });
  const [one, kept] = sampleRegistration.certificates;
  if (!one || !kept) throw new Error("the sample has two certificates");
  const fresh = { ...one, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) };
  expect(await world.register(holderId, { certificates: [fresh, kept] })).toMatchObject({
    refused: "certificate_unknown",
  });
  expect(states(world)).toEqual(["onHold", "onHold"]);
});

test("an escalation and a release at once: whichever was first stands, and nothing is half done", async () => {
  const { world, holderId, deviceId } = await enrolled();
  await world.setHoldChoice({ holderId, escalateAfterDays: 2 });
  const holdId = await world.held();
  world.setMinutes(2 * day);
  await Promise.all([world.stepHolds(), world.releaseHold({ holdId })]);
  const { state } = world.documents.at(`holds/${holdId}`) ?? {};
  const expected = state === "escalated" ? ["revoked", "revoked"] : ["revoked", "valid"];
  expect(states(world)).toEqual(expected);
  expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ erasure: "open" });
});
