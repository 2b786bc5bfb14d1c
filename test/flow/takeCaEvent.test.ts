import { describe, expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { takeCaEvent } from "../../functions/src/flow/takeCaEvent.ts";
import { actsOfCa, authentication, onlyWipe, signing, stateOf } from "../doubles/caStory.ts";
import { caTells, partnerProof } from "../doubles/partners.ts";
import { minutesLater } from "../doubles/samples.ts";
import { cardSigned, sampleRegistration, World } from "../doubles/world.ts";

const taken = { taken: true };

describe("what the CA tells of a card ends what was issued on its strength:", () => {
  test.each([
    ["cardRevoked", "revoked"],
    ["cardExpired", "expired"],
    ["holderDeceased", "revoked"],
  ] as const)("%s revokes the phone's certificates and opens their wipe", async (kind, cardState) => {
    const world = new World();
    const [, deviceId] = await world.enrolled();
    world.setMinutes(5);
    expect(await caTells(world, { kind, eventId: "e".repeat(64) })).toEqual(taken);
    for (const id of [signing, authentication])
      expect(world.documents.at(`certificates/${id}`)).toMatchObject({
        state: "revoked",
        revocation: {
          cause: kind,
          reason: "cessationOfOperation",
          channel: "ca",
          revocationId: "e".repeat(64),
          revokedAt: minutesLater(5),
        },
      });
    expect(onlyWipe(world)).toMatchObject({ deviceId, state: "pending", certificates: { length: 2 } });
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ state: "retired", erasure: "open" });
    expect(world.documents.at("cards/card-1")).toMatchObject({ state: cardState });
    expect(actsOfCa(world)).toEqual(["certificatesRevoked", kind]);
  });

  test("changed details end the signing certificate alone; the phone stays in use, and its wipe lists only that", async () => {
    const world = new World();
    const [, deviceId] = await world.enrolled();
    expect(await caTells(world, { kind: "detailsChanged" })).toEqual(taken);
    expect(world.documents.at(`certificates/${signing}`)).toMatchObject({
      state: "revoked",
      revocation: { cause: "detailsChanged", reason: "affiliationChanged" },
    });
    expect(stateOf(world, authentication)).toBe("valid");
    expect(onlyWipe(world)).toMatchObject({ certificates: [{ certificateId: signing, kind: "signing" }] });
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ state: "active", erasure: "open" });
    expect(world.documents.at("cards/card-1")).toMatchObject({ state: "valid" });
  });

  test("a later revocation by the card joins that wipe with the other certificate", async () => {
    const world = new World();
    await world.enrolled();
    await caTells(world, { kind: "detailsChanged" });
    expect(await world.revoke({ cause: "stoppedUsing" })).toMatchObject({
      devices: [{ alreadyRevoked: [signing] }],
    });
    expect(onlyWipe(world)).toMatchObject({ commandVersion: 2, certificates: { length: 2 } });
    expect(world.documents.at(`certificates/${signing}`)).toMatchObject({
      revocation: { cause: "detailsChanged" },
    });
  });

  test("every phone of the holder is reached, also a certificate left behind in an overtaken enrolment", async () => {
    const world = new World();
    const [holderId] = await world.enrolled();
    const [kept] = sampleRegistration.certificates;
    if (!kept) throw new Error("the sample has a certificate");
    const fresh = { ...kept, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) };
    await world.register(holderId, { certificates: [fresh], signedAt: minutesLater(1) });
    const other = { ...kept, certificateId: "8".repeat(64), thumbprint: "8".repeat(43) };
    await world.register(holderId, {
      certificates: [other],
      secureElement: "f".repeat(64),
      deviceKey: { ...sampleRegistration.deviceKey, x: "N".repeat(43) },
    });
    await caTells(world, { kind: "cardRevoked" });
    for (const path of world.documents.paths("certificates"))
      expect(world.documents.at(path)).toMatchObject({ state: "revoked" });
    expect(world.documents.paths("wipes")).toHaveLength(3);
  });

  test("another holder's phone is left alone", async () => {
    const world = new World();
    await world.enrolled();
    await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
    await caTells(world, { kind: "cardRevoked", cardId: "card-2" });
    expect([stateOf(world, signing), stateOf(world, authentication)]).toEqual(["valid", "valid"]);
    expect(world.documents.paths("wipes")).toEqual([]);
  });
});

describe("a card that has ended", () => {
  test.each(["cardRevoked", "cardExpired", "holderDeceased"] as const)(
    "by %s neither signs in nor applies",
    async (kind) => {
      const world = new World();
      await world.enrolled();
      await caTells(world, { kind });
      const before = world.documents.all();
      const session = cardSigned({ jti: "session-number-2" });
      expect(await world.signIn(session)).toMatchObject({ refused: "card_revoked" });
      expect(await world.revoke()).toMatchObject({ refused: "card_revoked" });
      expect(world.documents.all()).toEqual(before);
    },
  );

  test.each(["cardRevoked", "holderDeceased"] as const)(
    "by %s enrols no phone any more, with a session from before; a phone that is enrolled still says where it is",
    async (kind) => {
      const world = new World();
      const [holderId, deviceId] = await world.enrolled();
      await caTells(world, { kind });
      const before = world.documents.all();
      const certificates = sampleRegistration.certificates.map((one, i) => {
        return { ...one, certificateId: String(i).repeat(64), thumbprint: String(i).repeat(43) };
      });
      expect(await world.register(holderId, { certificates })).toMatchObject({ refused: "card_revoked" });
      expect(world.documents.all()).toEqual(before);
      const pushTarget = { kind: "fcmToken", value: "push-target-2" } as const;
      await world.register(holderId, { pushTarget, signedAt: minutesLater(1) });
      expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ pushTarget });
    },
  );

  test("is still answered what it applied for before", async () => {
    const world = new World();
    await world.enrolled();
    const first = await world.revoke();
    await caTells(world, { kind: "cardRevoked" });
    expect(await world.revoke()).toMatchObject({ application: Object(first).application });
  });

  test("changed details end no card", async () => {
    const world = new World();
    const [holderId] = await world.enrolled();
    await caTells(world, { kind: "detailsChanged" });
    expect(await world.signIn(cardSigned({ jti: "session-number-2" }))).toMatchObject({ holderId });
  });
});

describe("nothing is kept", () => {
  test.each(["cardRevoked", "cardRenewed", "holderDeceased"] as const)(
    "of %s about a card that was never seen here, which is answered the same",
    async (kind) => {
      const world = new World();
      await world.enrolled();
      const before = world.documents.all();
      const event = { kind, cardId: "card-9", newCardId: "card-1" };
      expect(await caTells(world, event)).toEqual(taken);
      expect(world.documents.all()).toEqual(before);
      expect(world.logged).toContain("ca_event_about_unknown_card");
    },
  );

  test("of a message that isn't believed", async () => {
    const world = new World();
    await world.enrolled();
    const before = world.documents.all();
    const decision = await takeCaEvent("event", {
      readCaEvent: async () => refuse("scope_missing"),
      auditRefusal: world.auditRefusal,
      transact: world.store.transact,
      clock: world.clock,
      newId: world.newId,
      scope: "keys",
      log: world.log,
    });
    expect(decision).toEqual({ refused: "scope_missing" });
    expect(world.documents.all()).toEqual(before);
  });

  test("so an event about a card that signs in later takes effect when it is repeated", async () => {
    const world = new World();
    const event = { kind: "cardRevoked", proof: partnerProof("event-1") } as const;
    await caTells(world, event);
    await world.enrolled();
    await caTells(world, event);
    expect(stateOf(world, signing)).toBe("revoked");
  });
});
