import { describe, expect, test } from "vitest";
import { authentication, onlyWipe, signing, stateOf } from "../doubles/caStory.ts";
import { HoldWorld } from "../doubles/holdWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { revokeOnPhone } from "../doubles/revokeOnPhone.ts";
import { sampleDevice, sampleSigning, start } from "../doubles/samples.ts";
import { sampleRegistration } from "../doubles/world.ts";

const orders = [["the first one first"], ["the second one first"]] as const;
const newPhones = "9".repeat(64);

async function enrolled() {
  const world = new HoldWorld();
  const [holderId, deviceId] = await world.enrolled();
  return { world, holderId, deviceId };
}

/** Both at once, so that their transactions meet; `order` says whose reads come first. Answers in the order given. */
async function atOnce<A, B>(order: string, one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
  if (order === orders[0][0]) return Promise.all([one(), other()]);
  const [second, first] = await Promise.all([other(), one()]);
  return [first, second];
}

/** Both certificates revoked once, for one cause, in one wipe that lists each once. */
function expectRevokedOnce(world: HoldWorld, causes: readonly string[]): void {
  const revocations = [signing, authentication].map((id) => Object(world.documents.at(`certificates/${id}`)));
  expect(revocations.map(({ state }) => state)).toEqual(["revoked", "revoked"]);
  expect(new Set(revocations.map(({ revocation }) => revocation.cause)).size).toBe(1);
  expect(causes).toContain(revocations[0].revocation.cause);
  expect(onlyWipe(world)).toMatchObject({ commandVersion: 1, certificates: { length: 2 } });
}

describe.each(orders)("at once, %s:", (order) => {
  test("CA event ∥ revocation: revoked once, whoever was first stands, and the card has ended", async () => {
    const { world } = await enrolled();
    const [shown] = await atOnce(
      order,
      () => world.revoke({ cause: "stoppedUsing" }),
      () => caTells(world, { kind: "cardRevoked" }),
    );
    expectRevokedOnce(world, ["refused" in shown ? "cardRevoked" : "stoppedUsing"]);
    expect(world.documents.at("cards/card-1")).toMatchObject({ state: "revoked" });
  });

  test("changed details ∥ revocation: each certificate revoked once, both in one wipe", async () => {
    const { world } = await enrolled();
    await atOnce(
      order,
      () => world.revoke({ cause: "stoppedUsing" }),
      () => caTells(world, { kind: "detailsChanged" }),
    );
    expect([signing, authentication].map((id) => stateOf(world, id))).toEqual(["revoked", "revoked"]);
    expect(onlyWipe(world)).toMatchObject({ certificates: { length: 2 } });
  });

  test("CA event ∥ revokeOnDevice: revoked once, in one wipe", async () => {
    const { world } = await enrolled();
    await atOnce(
      order,
      () => revokeOnPhone(world),
      () => caTells(world, { kind: "holderDeceased" }),
    );
    expectRevokedOnce(world, ["stoppedUsing", "holderDeceased"]);
  });

  test("CA event ∥ hold: revoked in the end, and no hold lasts on a certificate that has ended", async () => {
    const { world } = await enrolled();
    await atOnce(
      order,
      () => world.placeHold(),
      () => caTells(world, { kind: "cardRevoked" }),
    );
    expectRevokedOnce(world, ["cardRevoked"]);
    for (const id of [signing, authentication]) {
      const { holds = [] } = Object(world.documents.at(`certificates/${id}`));
      for (const span of holds) expect(span).toHaveProperty("endedAt");
    }
  });

  test("CA event ∥ release: revoked in the end, in one wipe", async () => {
    const { world } = await enrolled();
    const holdId = await world.held();
    await atOnce(
      order,
      () => world.releaseHold({ holdId }),
      () => caTells(world, { kind: "cardRevoked" }),
    );
    expect([signing, authentication].map((id) => stateOf(world, id))).toEqual(["revoked", "revoked"]);
    expect(onlyWipe(world)).toMatchObject({ certificates: { length: 2 } });
  });

  test("hold ∥ revokeOnDevice: revoked in the end, in one wipe", async () => {
    const { world } = await enrolled();
    await atOnce(
      order,
      () => world.placeHold(),
      () => revokeOnPhone(world),
    );
    expectRevokedOnce(world, ["stoppedUsing"]);
  });

  test("release ∥ revokeOnDevice: both revoked, unless the release had ended the one that signs before", async () => {
    const { world } = await enrolled();
    const holdId = await world.held();
    const [, shown] = await atOnce(
      order,
      () => world.releaseHold({ holdId }),
      () => revokeOnPhone(world),
    );
    const left = "refused" in shown ? "valid" : "revoked";
    if ("refused" in shown) expect(shown).toMatchObject({ refused: "certificate_revoked" });
    expect([signing, authentication].map((id) => stateOf(world, id))).toEqual(["revoked", left]);
    expect(onlyWipe(world)).toMatchObject({ certificates: { length: left === "valid" ? 1 : 2 } });
  });

  test("hold during replaceDevice: the old phone is revoked, the new one on hold", async () => {
    const { world, holderId, deviceId } = await enrolled();
    await enrolNewPhone(world, holderId);
    const move = { devices: [deviceId], cause: "movedToNewPhone" } as const;
    await atOnce(
      order,
      () => world.revoke(move, { channel: "newPhone", signedInAs: holderId }),
      () => world.placeHold(),
    );
    expectRevokedOnce(world, ["movedToNewPhone"]);
    expect(stateOf(world, newPhones)).toBe("onHold");
  });

  test("expiry ∥ revocation: the one that is over is expired or revoked for good, and both are in one wipe", async () => {
    const { world } = await enrolled();
    world.documents.edit(`certificates/${signing}`, { expiresAt: start });
    const [, count] = await atOnce(
      order,
      () => world.revoke(),
      () => world.expire(),
    );
    expect(stateOf(world, signing)).toBe(count === 1 ? "expired" : "revoked");
    expect(stateOf(world, authentication)).toBe("revoked");
    expect(onlyWipe(world)).toMatchObject({ certificates: { length: 2 } });
    const before = world.documents.all();
    expect(await world.expire()).toBe(0);
    expect(world.documents.all()).toEqual(before);
  });

  test("expiry ∥ hold: the one that is over is expired, its time on hold over; the other one is on hold", async () => {
    const { world } = await enrolled();
    world.documents.edit(`certificates/${signing}`, { expiresAt: start });
    await atOnce(
      order,
      () => world.placeHold(),
      () => world.expire(),
    );
    expect([signing, authentication].map((id) => stateOf(world, id))).toEqual(["expired", "onHold"]);
    expect(onlyWipe(world)).toMatchObject({ certificates: [{ certificateId: signing }] });
  });
});

describe("hold during replaceDevice, one after the other,", () => {
  test.each(["hold", "replaceDevice"])("%s first: the old phone ends revoked all the same", async (first) => {
    const { world, holderId, deviceId } = await enrolled();
    await enrolNewPhone(world, holderId);
    const move = { devices: [deviceId], cause: "movedToNewPhone" } as const;
    const both = [
      () => world.placeHold(),
      () => world.revoke(move, { channel: "newPhone", signedInAs: holderId }),
    ];
    if (first === "replaceDevice") both.reverse();
    for (const go of both) expect(await go()).not.toHaveProperty("refused");
    expectRevokedOnce(world, ["movedToNewPhone"]);
    expect(stateOf(world, newPhones)).toBe("onHold");
  });
});

async function enrolNewPhone(world: HoldWorld, holderId: string): Promise<void> {
  const fresh = { ...sampleSigning, certificateId: newPhones, thumbprint: "9".repeat(43) };
  const { certificateId, thumbprint, kind, expiresAt } = fresh;
  await world.register(holderId, {
    ...sampleRegistration,
    secureElement: "f".repeat(64),
    deviceKey: { ...sampleDevice.deviceKey, x: "N".repeat(43) },
    certificates: [{ certificateId, thumbprint, kind, expiresAt }],
  });
}
