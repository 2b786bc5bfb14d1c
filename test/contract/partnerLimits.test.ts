import { describe, expect, test } from "vitest";
import { CaEvent } from "../../functions/src/contract/caEvent.ts";
import { PartnerJwk } from "../../functions/src/contract/partner.ts";
import { TsmReport } from "../../functions/src/contract/tsm.ts";
import { caEvent, caRenewal, partnerJwk } from "./caExamples.ts";
import { tsmReport } from "./tsmExamples.ts";

function takesEvent(changes: object): boolean {
  return CaEvent.safeParse({ ...caEvent, ...changes }).success;
}

describe("a partner's message", () => {
  test.each(["iss", "sub", "aud", "iat", "exp", "jti"])("names %s", (claim) => {
    for (const [schema, example] of [
      [CaEvent, caEvent],
      [TsmReport, tsmReport],
    ] as const)
      expect(schema.safeParse({ ...example, [claim]: undefined }).success).toBe(false);
  });

  test.each(["Card-CA", "ca", "card_ca", "../card-ca", "card-ca\n", "a".repeat(65), ""])(
    "isn't from %j",
    (iss) => {
      expect(takesEvent({ iss })).toBe(false);
    },
  );
});

describe("the CA's event", () => {
  test("names a serial of at most 20 bytes, as RFC 5280 has it, in either case", () => {
    const withSerial = (serialNumber: string) => takesEvent({ card: { ...caEvent.card, serialNumber } });
    const taken = ["0", "4a1F", "f".repeat(40), `00${"f".repeat(40)}`];
    expect(taken.filter((serialNumber) => !withSerial(serialNumber))).toEqual([]);
    const refused = ["", "0x4a", "4a 1f", "4a:1f", "f".repeat(41), "f".repeat(42), `0${"f".repeat(40)}`];
    expect(refused.filter(withSerial)).toEqual([]);
  });

  test("names a successor when the card was renewed, and only then", () => {
    expect(CaEvent.safeParse(caRenewal).success).toBe(true);
    expect(takesEvent({ newCard: caEvent.card })).toBe(false);
    expect(CaEvent.safeParse({ ...caRenewal, newCard: undefined }).success).toBe(false);
  });

  test("is of a kind that the CA may tell", () => {
    const kinds = [
      "cardRevoked",
      "cardExpired",
      "holderDeceased",
      "detailsChanged",
      "lost",
      "stolen",
      "held",
    ];
    expect(kinds.filter((event) => takesEvent({ event }))).toEqual(kinds.slice(0, 4));
  });

  test("says when it happened, in whole seconds", () => {
    expect([undefined, 0, -1, 1.5, "2026-11-22"].map((occurredAt) => takesEvent({ occurredAt }))).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });
});

describe("a partner's key", () => {
  test("with its private half is refused, so that it is stored nowhere", () => {
    expect(PartnerJwk.safeParse({ ...partnerJwk, d: "c2VjcmV0" }).success).toBe(false);
  });

  test.each([
    ["no kid", { kid: undefined }],
    ["no alg", { alg: undefined }],
    ["an alg for another curve", { alg: "ES384" }],
    ["an alg for RSA", { alg: "PS256" }],
    ["an HMAC", { kty: "oct", alg: "HS256", k: "c2VjcmV0" }],
    ["base64 that isn't for URLs", { x: "ab+/" }],
  ])("with %s is refused", (_, changes) => {
    expect(PartnerJwk.safeParse({ ...partnerJwk, ...changes }).success).toBe(false);
  });
});
