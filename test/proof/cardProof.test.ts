import { beforeAll, describe, expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { cardProofs } from "../../functions/src/proof/cardProof.ts";
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

function proofs() {
  return cardProofs({ audience, anchors: [anchorOf(ca)] });
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
