import { beforeAll, describe, expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { cardProofs } from "../../functions/src/proof/cardProof.ts";
import { findCrlsOf, noCrls } from "../doubles/crls.ts";
import { anchorOf, audience, type Certified, certify, quickHierarchy, signedBy } from "../doubles/signers.ts";
import type { Hierarchy } from "../stack/authorities/hierarchy.ts";

const session = "session-application+jwt";
const revocation = "revocation-application+jwt";
const order = { devices: ["d".repeat(64)], cause: "movedToNewPhone" };

let ca: Hierarchy;
let card: Certified;
beforeAll(async () => {
  ca = await quickHierarchy("card");
  card = await certify(ca);
});

function proofs(findCrls = findCrlsOf(ca)) {
  return cardProofs({ audience, anchors: [anchorOf(ca)], findCrls });
}

async function readSession(signer: Certified) {
  const read = await proofs().readSession(await signedBy(signer, { typ: session }), new Date());
  return isRefused(read) ? read.refused : read.cardId;
}

async function readRevocation(claims: object, typ = revocation) {
  const read = await proofs().readRevocation(await signedBy(card, { typ, claims }), new Date());
  return isRefused(read) ? read.refused : read;
}

describe("a card", () => {
  test("has the same id in every application, and no other card has it", async () => {
    const id = await readSession(card);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(await readSession(card)).toBe(id);
    expect(await readRevocation(order)).toMatchObject({ cardId: id });
    expect(await readSession(await certify(ca))).not.toBe(id);
  });

  test("signs with its signing certificate: the one it authenticates with is refused", async () => {
    expect(await readSession(await certify(ca, { kind: "authentication" }))).toBe("chain_untrusted");
  });

  test("of another CA is untrusted, and so is a phone's certificate", async () => {
    expect(await readSession(await certify(await quickHierarchy("card")))).toBe("chain_untrusted");
    expect(await readSession(await certify(await quickHierarchy("phone")))).toBe("chain_untrusted");
  });
});

describe("a card of this CA that", () => {
  test("was revoked signs neither kind of application any more", async () => {
    const stolen = await certify(ca);
    expect(await readSession(stolen)).toMatch(/^[0-9a-f]{64}$/);
    ca.revoke(stolen.serial, new Date());
    expect(await readSession(stolen)).toBe("card_revoked");
    const application = await signedBy(stolen, { typ: revocation, claims: order });
    expect(await proofs().readRevocation(application, new Date())).toMatchObject({ refused: "card_revoked" });
  });

  test("can't be looked up is refused until it can, whatever it asks for", async () => {
    const application = await signedBy(card, { typ: session });
    const read = await proofs(noCrls).readSession(application, new Date());
    expect(read).toMatchObject({
      refused: "revocation_status_unknown",
      detail: expect.stringMatching(/try again/),
    });
    expect(await proofs().readSession(application, new Date())).toHaveProperty("cardId");
  });

  test("isn't looked up for who doesn't hold its key, who is late, or who names another service", async () => {
    const forged = await signedBy({ ...(await certify(ca)), x5c: card.x5c }, { typ: session });
    const foreign = await signedBy(card, { typ: session, claims: { aud: "https://other.example" } });
    const late = await signedBy(card, { typ: session, claims: { iat: 1_000_000_000, exp: 1_000_000_300 } });
    const findCrls = () => Promise.reject(new Error("looked up"));
    const refused = [forged, foreign, late].map((jws) => proofs(findCrls).readSession(jws, new Date()));
    expect(await Promise.all(refused)).toMatchObject([
      { refused: "signature_invalid" },
      { refused: "audience_wrong" },
      { refused: "proof_expired" },
    ]);
  });
});

describe("a revocation application", () => {
  test("says which devices and why, and nothing of the certificate", async () => {
    const read = await readRevocation(order);
    expect(read).toMatchObject(order);
    expect(Object.keys(Object(read)).sort()).toEqual([
      "aud",
      "cardId",
      "cause",
      "devices",
      "exp",
      "iat",
      "jti",
    ]);
  });

  test("may be for all devices", async () => {
    expect(await readRevocation({ ...order, devices: "all" })).toMatchObject({ devices: "all" });
  });

  test.each([
    ["no device", { devices: [] }],
    ["some other word than all", { devices: "every" }],
    ["what isn't a device's id", { devices: ["../holders/x"] }],
    ["21 devices", { devices: Array.from({ length: 21 }, () => "d".repeat(64)) }],
    ["a cause that only a CA can give", { cause: "holderDeceased" }],
    ["no cause", { cause: undefined }],
    ["a channel of its own choice", { channel: "newPhone" }],
  ])("for %s is malformed", async (_, changes) => {
    expect(await readRevocation({ ...order, ...changes })).toBe("malformed_request");
  });

  test("isn't a session application, nor the other way round", async () => {
    expect(await readRevocation(order, session)).toBe("message_type_wrong");
    const read = await proofs().readSession(
      await signedBy(card, { typ: revocation, claims: order }),
      new Date(),
    );
    expect(read).toMatchObject({ refused: "message_type_wrong" });
  });
});
