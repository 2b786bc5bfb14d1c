import { describe, expect, test } from "vitest";
import { actsOfCa, authentication, onlyWipe, signing, stateOf } from "../doubles/caStory.ts";
import { caTells, partnerProof } from "../doubles/partners.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import { cardSigned, sampleRegistration, World } from "../doubles/world.ts";

const taken = { taken: true };

/** Everything but what tells that a message came: that a repeat under another number leaves it alone. */
function substance(world: World) {
  const all = Object.entries(world.documents.all());
  return all.filter(([path]) => !/^(audit|usedProofs|holders)\//.test(path));
}

describe("an event that comes again", () => {
  const kinds = ["cardRevoked", "cardExpired", "holderDeceased", "detailsChanged", "cardRenewed"] as const;

  test.each(kinds)(
    "(%s) as the same message is answered the same and changes nothing at all",
    async (kind) => {
      const world = new World();
      await world.enrolled();
      const event = { kind, newCardId: "card-2", proof: partnerProof("event-1", kind), occurredAt: start };
      await caTells(world, event);
      const before = world.documents.all();
      world.setMinutes(5);
      expect(await caTells(world, event)).toEqual(taken);
      expect(world.documents.all()).toEqual(before);
    },
  );

  test.each(kinds)(
    "(%s) under another number is told in the audit, and changes nothing else",
    async (kind) => {
      const world = new World();
      await world.enrolled();
      const event = { kind, newCardId: "card-2", occurredAt: start };
      await caTells(world, event);
      const before = substance(world);
      world.setMinutes(5);
      expect(await caTells(world, event)).toEqual(taken);
      expect(substance(world)).toEqual(before);
    },
  );

  test("twice at once revokes once", async () => {
    const world = new World();
    await world.enrolled();
    const event = { kind: "cardRevoked", proof: partnerProof("event-1") } as const;
    expect(await Promise.all([caTells(world, event), caTells(world, event)])).toEqual([taken, taken]);
    expect(actsOfCa(world)).toEqual(["certificatesRevoked", "cardRevoked"]);
    onlyWipe(world);
  });

  test("under a number that another one has used is refused, and changes nothing", async () => {
    const world = new World();
    await world.enrolled();
    await caTells(world, { kind: "detailsChanged", proof: partnerProof("event-1", "one") });
    const before = world.documents.all();
    const other = { kind: "cardRevoked", proof: partnerProof("event-1", "other") } as const;
    expect(await caTells(world, other)).toMatchObject({ refused: "proof_reused" });
    expect(world.documents.all()).toEqual(before);
  });
});

describe("events about one card in another order come to the same certificates and the same card:", () => {
  test.each([
    [
      ["cardRevoked", 10],
      ["detailsChanged", 5],
    ],
    [
      ["cardRevoked", 10],
      ["cardExpired", 5],
    ],
    [
      ["holderDeceased", 10],
      ["cardRevoked", 5],
    ],
  ] as const)("%j and %j", async (one, other) => {
    const tell = async (...events: readonly (typeof one | typeof other)[]) => {
      const world = new World();
      await world.enrolled();
      world.setMinutes(20);
      for (const [kind, at] of events) await caTells(world, { kind, occurredAt: minutesLater(at) });
      expect(world.documents.at("cards/card-1")?.state).not.toBe("valid");
      return [stateOf(world, signing), stateOf(world, authentication), onlyWipe(world).state];
    };
    expect(await tell(one, other)).toEqual(["revoked", "revoked", "pending"]);
    expect(await tell(other, one)).toEqual(["revoked", "revoked", "pending"]);
  });

  test("changed details told late spare the signing certificate that was issued since", async () => {
    const world = new World();
    const [holderId] = await world.enrolled();
    world.setMinutes(60);
    const [old, other] = sampleRegistration.certificates;
    if (!old || !other) throw new Error("the sample has two certificates");
    const fresh = { ...old, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) };
    await world.register(holderId, { certificates: [fresh, other], signedAt: minutesLater(60) });
    world.setMinutes(90);
    await caTells(world, { kind: "detailsChanged", occurredAt: minutesLater(30) });
    expect(stateOf(world, fresh.certificateId)).toBe("valid");
    expect(stateOf(world, other.certificateId)).toBe("valid");
    expect(stateOf(world, signing)).toBe("revoked");
  });
});

describe("an event and a revocation by the card", () => {
  test("in this order: the application is refused, the CA's revocation stands", async () => {
    const world = new World();
    await world.enrolled();
    await caTells(world, { kind: "cardRevoked" });
    expect(await world.revoke()).toMatchObject({ refused: "card_revoked" });
    expect(world.documents.at(`certificates/${signing}`)).toMatchObject({
      revocation: { cause: "cardRevoked" },
    });
    onlyWipe(world);
  });

  test("in the other order: the holder's revocation stands, and one wipe", async () => {
    const world = new World();
    await world.enrolled();
    await world.revoke();
    const before = onlyWipe(world);
    world.setMinutes(5);
    expect(await caTells(world, { kind: "cardRevoked" })).toEqual(taken);
    expect(world.documents.at(`certificates/${signing}`)).toMatchObject({
      revocation: { cause: "movedToNewPhone", revokedAt: start },
    });
    expect(onlyWipe(world)).toEqual(before);
    expect(actsOfCa(world)).toEqual(["cardRevoked"]);
  });

  test.each([
    ["event first", true],
    ["application first", false],
  ])(
    "at once (%s): one revocation per certificate, one wipe, and the card has ended",
    async (_, isEventFirst) => {
      const world = new World();
      await world.enrolled();
      const tell = () => caTells(world, { kind: "cardRevoked" });
      const apply = () => world.revoke();
      await Promise.all(isEventFirst ? [tell(), apply()] : [apply(), tell()]);
      const causes = [signing, authentication].map(
        (id) => Object(world.documents.at(`certificates/${id}`)?.revocation).cause,
      );
      expect(new Set(causes).size).toBe(1);
      expect(onlyWipe(world)).toMatchObject({ commandVersion: 1, certificates: { length: 2 } });
      expect(world.documents.at("cards/card-1")).toMatchObject({ state: "revoked" });
    },
  );

  test.each([
    ["event first", true],
    ["registration first", false],
  ])("at once with a registration (%s): no valid certificate is left behind", async (_, isEventFirst) => {
    const world = new World();
    const session = await world.signIn(cardSigned({ jti: "session-number-1" }));
    const register = () => world.register("holderId" in session ? session.holderId : "");
    const tell = () => caTells(world, { kind: "cardRevoked" });
    await Promise.all(isEventFirst ? [tell(), register()] : [register(), tell()]);
    const states = world.documents.paths("certificates").map((path) => world.documents.at(path)?.state);
    expect(states).not.toContain("valid");
  });
});
