import { describe, expect, test } from "vitest";
import { previewReplacement } from "../../functions/src/flow/previewReplacement.ts";
import { actsOfCa, authentication, signing, stateOf } from "../doubles/caStory.ts";
import { caTells } from "../doubles/partners.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import { unlimited } from "../doubles/unlimited.ts";
import { untold } from "../doubles/untold.ts";
import { cardSigned, sampleRegistration, World } from "../doubles/world.ts";

const taken = { taken: true };

function previewOf({ store, clock }: World, holderId: string) {
  const asked = { holderId, signedInAt: clock(), newDeviceId: undefined };
  return previewReplacement(asked, {
    transact: store.read,
    limit: unlimited,
    sessionLife: 600_000,
    auditRefusal: untold,
    clock,
  });
}

describe("a renewed card", () => {
  const renewal = { kind: "cardRenewed", newCardId: "card-2" } as const;
  const byNewCard = { cardId: "card-2", jti: "session-number-2" };

  test("hands its holder over to the new one, ends nothing, and no longer signs in itself", async () => {
    const world = new World();
    const [holderId] = await world.enrolled();
    expect(await caTells(world, renewal)).toEqual(taken);
    expect([stateOf(world, signing), stateOf(world, authentication)]).toEqual(["valid", "valid"]);
    expect(world.documents.at("cards/card-2")).toMatchObject({ holderId, state: "valid" });
    expect(await world.signIn(cardSigned(byNewCard))).toMatchObject({ holderId });
    expect(await world.signIn(cardSigned({ jti: "session-number-3" }))).toMatchObject({
      refused: "card_revoked",
    });
    expect(actsOfCa(world)).toEqual(["cardRenewed"]);
  });

  test("that is then reported revoked, as a renewal has it, ends nothing", async () => {
    const world = new World();
    await world.enrolled();
    await caTells(world, renewal);
    world.setMinutes(1);
    await caTells(world, { kind: "cardRevoked" });
    expect(stateOf(world, signing)).toBe("valid");
    expect(world.documents.paths("wipes")).toEqual([]);
  });

  test("whose revocation before the renewal is told late still ends what was registered before", async () => {
    const world = new World();
    const [holderId] = await world.enrolled();
    world.setMinutes(60);
    await caTells(world, renewal);
    world.setMinutes(61);
    const [kept] = sampleRegistration.certificates;
    const fresh = kept ? [{ ...kept, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) }] : [];
    await world.register(holderId, {
      certificates: fresh,
      secureElement: "f".repeat(64),
      deviceKey: { ...sampleRegistration.deviceKey, x: "N".repeat(43) },
    });
    await caTells(world, { kind: "cardRevoked", occurredAt: minutesLater(30) });
    expect([signing, authentication, "9".repeat(64)].map((id) => stateOf(world, id))).toEqual([
      "revoked",
      "revoked",
      "valid",
    ]);
  });

  test("whose revocation came first is linked all the same", async () => {
    const world = new World();
    const [holderId] = await world.enrolled();
    await caTells(world, { kind: "cardRevoked", occurredAt: start });
    world.setMinutes(60);
    await caTells(world, renewal);
    expect(await world.signIn(cardSigned(byNewCard))).toMatchObject({ holderId });
    expect(world.documents.at("cards/card-1")).toMatchObject({ state: "revoked" });
  });

  test("whose successor signed in before that was told: it revokes the old phone all the same, and previews it", async () => {
    const world = new World();
    const [oldHolder, oldDevice] = await world.enrolled();
    const session = await world.signIn(cardSigned(byNewCard));
    const newHolder = "holderId" in session ? session.holderId : "";
    expect(newHolder).not.toBe(oldHolder);
    expect(await world.revoke({ cardId: "card-2", jti: "application-number-0" })).toMatchObject({
      refused: "device_unknown",
    });
    await caTells(world, renewal);
    expect(await previewOf(world, newHolder)).toMatchObject([{ device: { deviceId: oldDevice } }]);
    expect(await world.revoke({ cardId: "card-2" })).toMatchObject({
      application: { holderId: newHolder },
      devices: [{ device: { deviceId: oldDevice, holderId: oldHolder } }],
    });
    expect(stateOf(world, signing)).toBe("revoked");
  });

  test("whose successor had signed in: the old phone, signed in by the new card, still says where it is", async () => {
    const world = new World();
    const [, oldDevice] = await world.enrolled();
    const session = await world.signIn(cardSigned(byNewCard));
    const newHolder = "holderId" in session ? session.holderId : "";
    const pushTarget = { kind: "fcmToken", value: "push-target-2" } as const;
    const anew = { pushTarget, signedAt: minutesLater(1) };
    expect(await world.register(newHolder, anew)).toMatchObject({ refused: "certificate_unknown" });
    await caTells(world, renewal);
    expect(await world.register(newHolder, anew)).toMatchObject({
      device: { deviceId: oldDevice, generation: 1, pushTarget },
    });
    const [kept] = sampleRegistration.certificates;
    const fresh = {
      certificateId: "9".repeat(64),
      thumbprint: "9".repeat(43),
      kind: "authentication",
    } as const;
    const certificates = kept ? [kept, { ...kept, ...fresh }] : [];
    await world.register(newHolder, { certificates, signedAt: minutesLater(2) });
    const owners = world.documents.paths("certificates").map((path) => world.documents.at(path)?.holderId);
    expect(new Set(owners).size).toBe(1);
    expect(await world.revoke({ cardId: "card-2" })).toMatchObject({
      devices: [{ device: { generation: 2 } }],
    });
  });

  test("whose successor had signed in: the successor's end reaches both phones", async () => {
    const world = new World();
    await world.enrolled();
    await world.signIn(cardSigned(byNewCard));
    await caTells(world, renewal);
    await caTells(world, { kind: "holderDeceased", cardId: "card-2" });
    expect([stateOf(world, signing), stateOf(world, authentication)]).toEqual(["revoked", "revoked"]);
  });

  describe("whose successor had signed in, of a card that was itself renewed before:", () => {
    const fresh = {
      secureElement: "f".repeat(64),
      deviceKey: { ...sampleRegistration.deviceKey, x: "N".repeat(43) },
      certificates: sampleRegistration.certificates
        .slice(0, 1)
        .map((one) => ({ ...one, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) })),
    };

    /** `card-1`, its successor `card-2`, and `card-3`, which signed in and registered a phone before its renewal was told. */
    async function threeCards(world: World) {
      const [earlier] = await world.enrolled();
      await caTells(world, renewal);
      const session = await world.signIn(cardSigned({ cardId: "card-3", jti: "session-number-3" }));
      const present = "holderId" in session ? session.holderId : "";
      await world.register(present, fresh);
      return { earlier, present, renewed: { ...renewal, cardId: "card-2", newCardId: "card-3" } };
    }

    test("every card leads to the new holder, also the first one", async () => {
      const world = new World();
      const { earlier, present, renewed } = await threeCards(world);
      await caTells(world, renewed);
      for (const cardId of ["card-1", "card-2", "card-3"])
        expect(world.documents.at(`cards/${cardId}`)).toMatchObject({
          holderId: present,
          earlierHolderIds: [earlier],
        });
    });

    test("a death told of the first card ends the phones under both ids, and every card", async () => {
      const world = new World();
      const { renewed } = await threeCards(world);
      await caTells(world, renewed);
      await caTells(world, { kind: "holderDeceased" });
      expect([signing, authentication, "9".repeat(64)].map((id) => stateOf(world, id))).toEqual(
        Array(3).fill("revoked"),
      );
      expect(await world.signIn(cardSigned({ cardId: "card-3", jti: "session-number-4" }))).toMatchObject({
        refused: "card_revoked",
      });
    });

    test("a death told before the renewal ends the new phone and the new card as soon as they are known to be theirs", async () => {
      const world = new World();
      const { renewed } = await threeCards(world);
      await caTells(world, { kind: "holderDeceased" });
      expect(stateOf(world, "9".repeat(64))).toBe("valid");
      await caTells(world, renewed);
      expect(stateOf(world, "9".repeat(64))).toBe("revoked");
      expect(await world.signIn(cardSigned({ cardId: "card-3", jti: "session-number-4" }))).toMatchObject({
        refused: "card_revoked",
      });
    });

    test("the session of the earlier id enrols as long as a card is left, and nothing after a death", async () => {
      const world = new World();
      const { earlier, renewed } = await threeCards(world);
      await caTells(world, renewed);
      const another = (number: number) => ({
        ...fresh,
        secureElement: `${number}`.repeat(64),
        certificates: fresh.certificates.map((one) => ({ ...one, certificateId: `${number}`.repeat(64) })),
      });
      expect(await world.register(earlier, another(7))).toMatchObject({ device: { holderId: earlier } });
      await caTells(world, { kind: "holderDeceased", cardId: "card-3" });
      expect(stateOf(world, "7".repeat(64))).toBe("revoked");
      expect(await world.register(earlier, another(8))).toMatchObject({ refused: "card_revoked" });
    });
  });

  test("of somebody who has died opens no session with its successor", async () => {
    const world = new World();
    await world.enrolled();
    await caTells(world, { kind: "holderDeceased" });
    await caTells(world, renewal);
    expect(await world.signIn(cardSigned(byNewCard))).toMatchObject({ refused: "card_revoked" });
  });
});
