import { beforeAll, describe, expect, test } from "vitest";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import { caEventProofs } from "../../functions/src/proof/caEventProof.ts";
import { cardProofs } from "../../functions/src/proof/cardProof.ts";
import { findCrlsOf } from "../doubles/crls.ts";
import { type PartnerSigner, partnerSigner, samplePartner, signedByPartner } from "../doubles/partners.ts";
import { anchorOf, audience, certify, quickHierarchy, signedBy } from "../doubles/signers.ts";
import { certificateNameOf } from "../stack/staff/certificateName.ts";

let signer: PartnerSigner;
beforeAll(() => {
  signer = partnerSigner("ES256");
});

const issuerBytes = Buffer.from("issuer in DER");
const issuer = issuerBytes.toString("base64");
const occurredAt = 1_700_000_000;

async function read(claims: object) {
  const findPartner = async () =>
    samplePartner(signer, { keys: [{ jwk: signer.jwk, startsAt: new Date(0) }] });
  const jws = await signedByPartner(signer, { typ: "ca-event+jwt", claims: { occurredAt, ...claims } });
  return caEventProofs({ audience, findPartner })(jws, new Date());
}

function revoked(serialNumber: string) {
  return read({ event: "cardRevoked", card: { issuer, serialNumber }, jti: "event-number-0001" });
}

test("an event names the card by the hash that a card's own signature leads to", async () => {
  const ca = await quickHierarchy("card");
  const card = await certify(ca);
  const { readSession } = cardProofs({ audience, anchors: [anchorOf(ca)], findCrls: findCrlsOf(ca) });
  const session = await readSession(await signedBy(card, { typ: "session-application+jwt" }), new Date());
  const pem = `-----BEGIN CERTIFICATE-----\n${card.x5c[0]}\n-----END CERTIFICATE-----`;
  expect(await read({ event: "cardExpired", card: certificateNameOf(pem) })).toMatchObject({
    kind: "cardExpired",
    cardId: Object(session).cardId,
  });
});

test("an event is read as what it says, and known by its sender and number", async () => {
  expect(await revoked("4A01")).toEqual({
    kind: "cardRevoked",
    cardId: hexDigest(issuerBytes, Buffer.from("4a01", "hex")),
    occurredAt: new Date(occurredAt * 1000),
    partnerId: "card-ca",
    eventId: hexDigest("card-ca", "event-number-0001"),
    proof: expect.objectContaining({ proofId: hexDigest("partner", "card-ca", "event-number-0001") }),
  });
});

describe("a serial is the same card in every spelling:", () => {
  test.each([
    ["4a01", "4a01"],
    ["4A01", "4a01"],
    ["004A01", "4a01"],
    ["04a01", "4a01"],
    ["a01", "0a01"],
    ["0A01", "0a01"],
    // In DER an integer with its first bit set would be negative: it has a zero in front.
    ["9f01", "009f01"],
    ["009f01", "009f01"],
    ["0", "00"],
    ["80", "0080"],
    ["7f", "7f"],
  ])("%s is %s in DER", async (serial, der) => {
    expect(await revoked(serial)).toMatchObject({ cardId: hexDigest(issuerBytes, Buffer.from(der, "hex")) });
  });
});

test("a renewal names both certificates", async () => {
  const event = {
    event: "cardRenewed",
    card: { issuer, serialNumber: "01" },
    newCard: { issuer, serialNumber: "02" },
  };
  expect(await read(event)).toMatchObject({
    kind: "cardRenewed",
    cardId: hexDigest(issuerBytes, Buffer.from("01", "hex")),
    newCardId: hexDigest(issuerBytes, Buffer.from("02", "hex")),
  });
});

describe("refused as malformed is", () => {
  const card = { issuer, serialNumber: "01" };
  test.each<[string, object]>([
    ["a renewal without a successor", { event: "cardRenewed", card }],
    [
      "a renewal to the same certificate",
      { event: "cardRenewed", card, newCard: { issuer, serialNumber: "0001" } },
    ],
    ["a successor of anything else", { event: "cardRevoked", card, newCard: { issuer, serialNumber: "02" } }],
    ["a cause of the holder's", { event: "stolen", card }],
    ["what happens only after it was signed", { event: "cardRevoked", card, occurredAt: 4_000_000_000 }],
    ["a serial that isn't hex", { event: "cardRevoked", card: { issuer, serialNumber: "xyz" } }],
    ["an issuer that isn't base64", { event: "cardRevoked", card: { issuer: "CN=CA", serialNumber: "01" } }],
    ["a holder's name", { event: "detailsChanged", card: { ...card, subject: "CN=Made Up" } }],
  ])("%s", async (_, claims) => {
    expect(await read(claims)).toMatchObject({ refused: "malformed_request" });
  });
});
