import { describe, expect, test } from "vitest";
import type { Device } from "../../functions/src/domain/device.ts";
import { isOvertaken } from "../../functions/src/flow/isOvertaken.ts";
import type { Registration } from "../../functions/src/flow/registrationPorts.ts";
import { atCounter, bob } from "../doubles/counterWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { clearedWorld, eraseIn, proveIn } from "../doubles/proofs.ts";
import { sampleDevice } from "../doubles/samples.ts";
import { cardSigned, sampleRegistration, World } from "../doubles/world.ts";

const otherCertificates = sampleRegistration.certificates.map((one, i) => {
  return { ...one, certificateId: `${i}`.repeat(64), thumbprint: `${i}`.repeat(43) };
});

async function signedIn(world: World, number: number): Promise<string> {
  const session = await world.signIn(
    cardSigned({ cardId: `card-${number}`, jti: `session-number-${number}` }),
  );
  return "holderId" in session ? session.holderId : "";
}

async function enrolled(
  world: World,
  holderId: string,
  registration: Partial<Registration> = {},
): Promise<Device> {
  const registered = await world.register(holderId, registration);
  if (!("device" in registered)) throw new Error(`refused: ${registered.refused}`);
  return registered.device;
}

/** Enrols a phone, a minute later another, and looks at both. */
async function bothAfter(
  first: Partial<Registration>,
  later: Partial<Registration>,
  byOther = false,
): Promise<[boolean, boolean]> {
  const world = new World();
  const holderId = await signedIn(world, 1);
  const before = await enrolled(world, holderId, first);
  world.setMinutes(1);
  const other = byOther ? await signedIn(world, 2) : holderId;
  const after = await enrolled(world, other, { certificates: otherCertificates, ...later });
  const look = (device: Device) => world.store.read((records) => isOvertaken(records, device));
  return [await look(before), await look(after)];
}

const otherKey = { ...sampleDevice.deviceKey, x: "N".repeat(43) };

describe("the earlier enrolment of a phone is overtaken, and the later one isn't,", () => {
  test.each<[string, Partial<Registration>, Partial<Registration>]>([
    ["with the same device key", {}, {}],
    ["after an initialisation, which leaves neither key nor certificate", {}, { deviceKey: otherKey }],
    ["vouched for both times", { isProven: true }, { isProven: true, deviceKey: otherKey }],
    ["vouched for only now", {}, { isProven: true, deviceKey: otherKey }],
    ["vouched for only then", { isProven: true }, { deviceKey: otherKey }],
  ])("%s", async (_, first, later) => {
    expect(await bothAfter(first, later)).toEqual([true, false]);
  });

  test("under another id of the same person, whose cards the CA linked", async () => {
    const world = new World();
    const before = await enrolled(world, await signedIn(world, 1));
    world.setMinutes(1);
    const renewedId = await signedIn(world, 2);
    await enrolled(world, renewedId, { certificates: otherCertificates, deviceKey: otherKey });
    await world.store.transact(async ({ cards }) => {
      const card = await cards.read("card-2");
      if (card) cards.keep({ ...card, earlierHolderIds: [before.holderId] });
    });
    expect(await world.store.read((records) => isOvertaken(records, before))).toBe(true);
  });

  test("by another holder, where the SEI-TSM vouches for it", async () => {
    expect(await bothAfter({}, { isProven: true, deviceKey: otherKey }, true)).toEqual([true, false]);
  });
});

describe("nothing is overtaken", () => {
  test("by another phone", async () => {
    const another = { secureElement: "f".repeat(64), deviceKey: otherKey };
    expect(await bothAfter({}, another)).toEqual([false, false]);
  });

  test("by another holder who only says to have the phone", async () => {
    expect(await bothAfter({ isProven: true }, { deviceKey: otherKey }, true)).toEqual([false, false]);
  });
});

test("a check of the earlier enrolment, clear as it was, says unknown and asks for a new code", async () => {
  const { world, holderId, deviceId } = await clearedWorld();
  const clearanceId = await world.checked(holderId, deviceId);
  expect(await world.look(clearanceId)).toMatchObject({ clearance: { verdict: "clear" } });
  const anew = await enrolled(world, holderId, { certificates: otherCertificates });
  expect(await world.look(clearanceId)).toMatchObject({
    clearance: { verdict: "unknown", isRevoked: false, isErased: false, step: "newCode" },
  });
  world.setMinutes(4);
  const ofNow = await world.checked(holderId, anew.deviceId, bob);
  expect(await world.look(ofNow)).toMatchObject({ clearance: { verdict: "revokeFirst" } });
});

describe("an enrolment whose authentication certificate another one has now, under another secure element's name,", () => {
  async function takenOver() {
    const [world, holderId, deviceId] = await atCounter();
    await caTells(world, { kind: "detailsChanged" });
    await eraseIn(world);
    const clearanceId = await world.checked(holderId, deviceId);
    world.setMinutes(1);
    const [, authentication] = sampleRegistration.certificates;
    const [signing] = otherCertificates;
    if (!signing || !authentication) throw new Error("no samples");
    const secureElement = "9".repeat(64);
    const anew = await enrolled(world, holderId, {
      ...{ secureElement, signedAt: world.clock(), certificates: [signing, authentication] },
    });
    return { world, holderId, deviceId, clearanceId, anew };
  }

  test("is unknown at the counter: its other certificate alone says nothing of the phone", async () => {
    const { world, clearanceId, anew } = await takenOver();
    expect(anew.state).toBe("active");
    expect(await world.look(clearanceId)).toMatchObject({
      clearance: { verdict: "unknown", isRevoked: false, isErased: false, step: "newCode" },
    });
  });

  test("is proven to nobody, and no code is made for it but for the one that took over", async () => {
    const { world, holderId, deviceId, anew } = await takenOver();
    expect(await proveIn(world, { holderId, deviceId })).toMatchObject({ refused: "clearance_not_clear" });
    expect(await world.createCode({ holderId, deviceId })).toMatchObject({ refused: "device_unknown" });
    expect(await world.createCode({ holderId, deviceId: anew.deviceId })).toHaveProperty("code");
  });
});
