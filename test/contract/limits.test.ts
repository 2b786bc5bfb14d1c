import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { WipeAcknowledgement } from "../../functions/src/contract/acknowledgeWipe.ts";
import {
  CommandId,
  CompactJws,
  HexId,
  NumericDate,
  PublicKeyJwk,
  Sha256,
} from "../../functions/src/contract/jws.ts";
import { DeviceRegistration, RegisterDevice } from "../../functions/src/contract/registerDevice.ts";
import { ReplaceDevice } from "../../functions/src/contract/replaceDevice.ts";
import { RevocationApplication } from "../../functions/src/contract/revocation.ts";
import { SessionApplication } from "../../functions/src/contract/session.ts";
import * as examples from "./examples.ts";

function takes(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success;
}

describe("a compact JWS", () => {
  test("has three parts of base64url and at most 16 KiB", () => {
    const longest = `a.b.${"c".repeat(16_380)}`;
    expect(takes(CompactJws, longest)).toBe(true);
    for (const wrong of [
      `${longest}c`,
      "a.b",
      "a.b.c.d",
      "a..c",
      "a.b.",
      "a.b.c=",
      "a.b.c ",
      "a.b.c\n",
      "",
      "ä.b.c",
    ])
      expect([wrong.slice(0, 9), takes(CompactJws, wrong)]).toEqual([wrong.slice(0, 9), false]);
  });
});

describe("an id", () => {
  test("in hex is 64 digits in lower case", () => {
    expect(takes(HexId, "0123456789abcdef".repeat(4))).toBe(true);
    for (const wrong of [
      "A".repeat(64),
      "a".repeat(63),
      "a".repeat(65),
      `${"a".repeat(64)}\n`,
      `../${"a".repeat(61)}`,
    ])
      expect([wrong, takes(HexId, wrong)]).toEqual([wrong, false]);
  });

  test("of a command is its wipe's id and a version, and bends no document path", () => {
    for (const right of ["wipe-1.1", "Jm4xV0q8T2nLs6Yd1RkPzW7c.999999", "__leading.1"])
      expect([right, takes(CommandId, right)]).toEqual([right, true]);
    const wrong = [
      "wipe",
      "wipe.",
      ".1",
      "wipe.0",
      "wipe.01",
      "wipe.1e3",
      "wipe.-1",
      "a/b.1",
      "..1",
      "a.b.1",
    ];
    for (const id of [...wrong, "__wipe__.1", "wipe.1\n", "wipe.1000000", `${"a".repeat(80)}.1`])
      expect([id, takes(CommandId, id)]).toEqual([id, false]);
  });

  test("in base64url is 43 characters", () => {
    expect(takes(Sha256, "A".repeat(43))).toBe(true);
    for (const wrong of ["A".repeat(42), "A".repeat(44), `${"A".repeat(42)}=`, `${"A".repeat(42)}+`])
      expect([wrong, takes(Sha256, wrong)]).toEqual([wrong, false]);
  });
});

describe("a time", () => {
  test("is whole seconds after 1970", () => {
    expect(takes(NumericDate, 1)).toBe(true);
    for (const wrong of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, "1795338000"])
      expect([wrong, takes(NumericDate, wrong)]).toEqual([wrong, false]);
  });
});

describe("a device key", () => {
  const { jwk } = examples.registrationHeader;
  test("is a public P-256 key and nothing beside it", () => {
    expect(takes(PublicKeyJwk, jwk)).toBe(true);
    for (const wrong of [
      { d: "A".repeat(43) },
      { kid: "1" },
      { kty: "OKP" },
      { crv: "secp256k1" },
      { x: "AA" },
    ])
      expect(takes(PublicKeyJwk, { ...jwk, ...wrong })).toBe(false);
  });
});

test.each([
  ["15 characters", "x".repeat(15), false],
  ["16 characters", "x".repeat(16), true],
  ["128 characters", "x".repeat(128), true],
  ["129 characters", "x".repeat(129), false],
])("a jti of %s is taken: %s", (_, jti, taken) => {
  expect(takes(SessionApplication, { ...examples.sessionApplication, jti })).toBe(taken);
});

test.each([
  ["none", [], false],
  ["one", ["a.b.c"], true],
  ["two", ["a.b.c", "a.b.c"], true],
  ["three", ["a.b.c", "a.b.c", "a.b.c"], false],
])("a registration with %s of the proofs of possession is taken: %s", (_, possessions, taken) => {
  expect(takes(RegisterDevice, { ...examples.registerDevice, possessions })).toBe(taken);
});

test.each([
  ["an empty push target", { pushTarget: { kind: "fcmToken", value: "" } }],
  ["a push target of 4,097 characters", { pushTarget: { kind: "fcmToken", value: "x".repeat(4097) } }],
  ["a push target of an unknown kind", { pushTarget: { kind: "apns", value: "x" } }],
  ["a secure element's id of 7 characters", { secureElementId: "x".repeat(7) }],
  ["a secure element's id of 257 characters", { secureElementId: "x".repeat(257) }],
  ["an unknown platform", { handset: { ...examples.deviceRegistration.handset, platform: "web" } }],
  [
    "a model of 65 characters",
    { handset: { ...examples.deviceRegistration.handset, model: "x".repeat(65) } },
  ],
  [
    "half a surrogate pair in its model",
    { handset: { ...examples.deviceRegistration.handset, model: "A\ud800" } },
  ],
  ["half a surrogate pair in its push target", { pushTarget: { kind: "fcmToken", value: "\udc00A" } }],
])("a registration with %s is refused", (_, changes) => {
  expect(takes(DeviceRegistration, { ...examples.deviceRegistration, ...changes })).toBe(false);
});

test("a registration may have any character that is whole, also outside of the basic plane", () => {
  const handset = { ...examples.deviceRegistration.handset, model: "携帯 📱" };
  expect(takes(DeviceRegistration, { ...examples.deviceRegistration, handset })).toBe(true);
});

test.each([
  ["all", true],
  ["every", false],
  [[], false],
  [Array.from({ length: 20 }, () => "a".repeat(64)), true],
  [Array.from({ length: 21 }, () => "a".repeat(64)), false],
])("revoking %j is taken: %s", (devices, taken) => {
  expect(takes(RevocationApplication, { ...examples.revocationApplication, devices })).toBe(taken);
});

test.each(["cardRevoked", "cardExpired", "holderDeceased", "detailsChanged", "unspecified", ""])(
  "a holder can't give the cause %j",
  (cause) => {
    expect(takes(RevocationApplication, { ...examples.revocationApplication, cause })).toBe(false);
  },
);

test("a step of a replacement is a preview or a confirmation, each with its own fields", () => {
  expect(takes(ReplaceDevice, { step: "preview", newDeviceId: "a".repeat(64) })).toBe(true);
  expect(takes(ReplaceDevice, { step: "preview", application: "a.b.c" })).toBe(false);
  expect(takes(ReplaceDevice, { step: "confirm" })).toBe(false);
  expect(takes(ReplaceDevice, { step: "undo" })).toBe(false);
});

describe("an acknowledgement", () => {
  const [result] = examples.wipeAcknowledgement.results;
  const distinct = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ "x5t#S256": String(i).padStart(43, "A"), outcome: "erased" }));

  test("names each certificate once, from one to ten", () => {
    const withResults = (results: unknown) =>
      takes(WipeAcknowledgement, { ...examples.wipeAcknowledgement, results });
    expect([1, 10].map((count) => withResults(distinct(count)))).toEqual([true, true]);
    expect([0, 11].map((count) => withResults(distinct(count)))).toEqual([false, false]);
    expect(withResults([result, { ...result, outcome: "failed" }])).toBe(false);
  });

  test("counts from 1 to 100,000", () => {
    const withSeq = (seq: number) => takes(WipeAcknowledgement, { ...examples.wipeAcknowledgement, seq });
    expect([0, 1, 100_000, 100_001, 1.5].map(withSeq)).toEqual([false, true, true, false, false]);
  });

  test("tells a time that a timestamp can hold: from year 1 to 9999", () => {
    const withTime = (at: number) => takes(WipeAcknowledgement, { ...examples.wipeAcknowledgement, at });
    const [first, last] = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"].map((at) => Date.parse(at) / 1000);
    expect([first, 0, last].map((at) => withTime(at ?? Number.NaN))).toEqual([true, true, true]);
    expect([-62_135_596_801, 253_402_300_800, 2 ** 53 - 1, -(2 ** 53) + 1, 1.5].map(withTime)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });

  test("gives a status word as four hex digits in upper case, or none", () => {
    const withWord = (statusWord: unknown) =>
      takes(WipeAcknowledgement, { ...examples.wipeAcknowledgement, results: [{ ...result, statusWord }] });
    expect(["9000", "6A82", undefined].map(withWord)).toEqual([true, true, true]);
    expect(["6a82", "900", "90000", 9000].map(withWord)).toEqual([false, false, false, false]);
  });
});
