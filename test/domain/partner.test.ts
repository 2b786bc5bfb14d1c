import { describe, expect, test } from "vitest";
import {
  addKey,
  disable,
  enable,
  isPartnerId,
  makePartner,
  type Partner,
  type PartnerJwk,
  type PartnerKey,
  retireKey,
  scopesOf,
  usableKey,
} from "../../functions/src/domain/partner.ts";
import { isRefused, type Refused } from "../../functions/src/domain/refusal.ts";
import { summarisePartner } from "../../functions/src/domain/summary.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const about = { partnerId: "card-ca", name: "Card CA", kind: "ca", scopes: ["ca:events"] } as const;

function p256(kid: string): Extract<PartnerJwk, { kty: "EC" }> {
  return { kty: "EC", crv: "P-256", x: "A".repeat(43), y: "A".repeat(43), kid, alg: "ES256" };
}

/** An RSA key whose modulus has so many bits. */
function rsa(bits: number): PartnerJwk {
  const n = Buffer.from((1n << BigInt(bits - 1)).toString(16).padStart(Math.ceil(bits / 8) * 2, "0"), "hex");
  return { kty: "RSA", n: n.toString("base64url"), e: "AQAB", kid: "rsa", alg: "PS256" };
}

function decided<T>(decision: T | Refused): T {
  if (isRefused(decision)) throw new Error(`refused: ${decision.refused} ${decision.detail}`);
  return decision;
}

function partnerWith(...keys: readonly PartnerKey[]): Partner {
  let partner: Partner = decided(makePartner(about, start));
  for (const key of keys) partner = decided(addKey(partner, key, start));
  return partner;
}

test("which scopes each kind of partner can have", () => {
  expect(scopesOf).toEqual({ maker: ["resets:write"], tsm: ["tsm:report"], ca: ["ca:events"] });
});

describe("making a partner", () => {
  test("begins active and without keys", () => {
    expect(makePartner(about, start)).toEqual({
      ...about,
      state: "active",
      keys: [],
      registeredAt: start,
      changedAt: start,
    });
  });

  test.each([
    ["a scope of another kind", { ...about, scopes: ["ca:events", "tsm:report"] as const }],
    ["an id that could bend a path", { ...about, partnerId: "a/b" }],
    ["an id in capitals", { ...about, partnerId: "Card-CA" }],
    ["an id that is too short", { ...about, partnerId: "ca" }],
  ])("is refused with %s", (_, wrong) => {
    expect(makePartner(wrong, start)).toMatchObject({ refused: "malformed_request" });
  });
});

test.each([
  ["card-ca", true],
  ["tsm", true],
  ["9-to-5", true],
  ["-ca", false],
  ["ca-", false],
  ["card ca", false],
  ["card.ca", false],
  ["", false],
  [`a${"b".repeat(63)}`, true],
  [`a${"b".repeat(64)}`, false],
])("%j as a partner's id: %j", (text, isOne) => {
  expect(isPartnerId(text)).toBe(isOne);
});

describe("adding a key", () => {
  test("keeps the ones there are, so that keys change without a gap", () => {
    const partner = partnerWith(
      { jwk: p256("old"), startsAt: start },
      { jwk: p256("new"), startsAt: minutesLater(10) },
    );
    const retired = decided(retireKey(partner, "old", minutesLater(20)));
    const usable = (minutes: number) =>
      ["old", "new"].filter((kid) => usableKey(retired, kid, minutesLater(minutes)) !== undefined);
    expect([0, 9, 10, 19, 20, 1000].map(usable)).toEqual([
      ["old"],
      ["old"],
      ["old", "new"],
      ["old", "new"],
      ["new"],
      ["new"],
    ]);
  });

  test("again, the same one, changes nothing", () => {
    const partner = partnerWith({ jwk: p256("one"), startsAt: start });
    expect(addKey(partner, { jwk: p256("one"), startsAt: minutesLater(5) }, minutesLater(5))).toBe(partner);
  });

  test("under a kid that another key has or had is refused", () => {
    const partner = partnerWith({ jwk: p256("one"), startsAt: start });
    const retired = decided(retireKey(partner, "one", start));
    const other = { ...p256("one"), x: "B".repeat(43) };
    for (const known of [partner, retired])
      expect(addKey(known, { jwk: other, startsAt: start }, start)).toMatchObject({
        refused: "malformed_request",
      });
  });

  test("beyond five that aren't over is refused; one that is over makes room", () => {
    const keys = ["1", "2", "3", "4", "5"].map((kid) => ({ jwk: p256(kid), startsAt: start }));
    const full = partnerWith(...keys);
    const sixth = { jwk: p256("6"), startsAt: start };
    expect(addKey(full, sixth, start)).toMatchObject({ refused: "malformed_request" });
    const retired = decided(retireKey(full, "1", minutesLater(1)));
    expect(addKey(retired, sixth, minutesLater(1))).toMatchObject({ keys: { length: 6 } });
  });

  test.each<[string, PartnerJwk, boolean]>([
    ["RSA with 2048 bits", rsa(2048), true],
    ["RSA with 4096 bits", rsa(4096), true],
    ["RSA with 2047 bits", rsa(2047), false],
    ["RSA with 1024 bits", rsa(1024), false],
    ["RSA whose modulus is padded with zeros", { ...padded(rsa(1024)) }, false],
    ["P-256 for ES256", p256("k"), true],
    ["P-256 for ES384", { ...p256("k"), alg: "ES384" }, false],
    ["a coordinate that is too short", { ...p256("k"), x: "AAAA" }, false],
  ])("%s is fit: %s", (_, jwk, isFit) => {
    const added = addKey(partnerWith(), { jwk, startsAt: start }, start);
    expect(isRefused(added)).toBe(!isFit);
  });
});

describe("retiring a key", () => {
  test("again never puts off its end", () => {
    const partner = partnerWith({ jwk: p256("one"), startsAt: start });
    const soon = decided(retireKey(partner, "one", minutesLater(5)));
    expect(retireKey(soon, "one", minutesLater(50))).toBe(soon);
    expect(retireKey(soon, "one", minutesLater(1))).toMatchObject({
      keys: [{ endsAt: minutesLater(1) }],
    });
  });

  test("that isn't there is refused", () => {
    expect(retireKey(partnerWith(), "none", start)).toMatchObject({
      refused: "malformed_request",
    });
  });
});

test("a disabled partner has no usable key, until it is enabled again; repeats change nothing", () => {
  const partner = partnerWith({ jwk: p256("one"), startsAt: start });
  const out = disable(partner, minutesLater(1));
  expect(usableKey(partner, "one", start)).toEqual(p256("one"));
  expect(usableKey(out, "one", start)).toBeUndefined();
  expect(disable(out, minutesLater(2))).toBe(out);
  const back = enable(out, minutesLater(3));
  expect(usableKey(back, "one", minutesLater(3))).toEqual(p256("one"));
  expect(enable(back, minutesLater(4))).toBe(back);
});

test("nobody has a usable key without being known or naming it", () => {
  const partner = partnerWith({ jwk: p256("one"), startsAt: start });
  expect(usableKey(undefined, "one", start)).toBeUndefined();
  expect(usableKey(partner, undefined, start)).toBeUndefined();
  expect(usableKey(partner, "two", start)).toBeUndefined();
});

test("an admin reads who it is, what it may, and its keys", () => {
  const partner = partnerWith({ jwk: p256("one"), startsAt: start }, { jwk: p256("two"), startsAt: start });
  const retired = decided(retireKey(partner, "one", minutesLater(5)));
  expect(summarisePartner(retired)).toBe(
    "Card CA (ca), active, may ca:events. Keys: one until 2026-11-22 09:05 UTC, two.",
  );
  expect(summarisePartner({ ...partnerWith(), scopes: [] })).toBe(
    "Card CA (ca), active, may nothing. Keys: none.",
  );
});

function padded(jwk: PartnerJwk): PartnerJwk {
  if (jwk.kty !== "RSA") return jwk;
  const n = Buffer.concat([Buffer.alloc(128), Buffer.from(jwk.n, "base64url")]);
  return { ...jwk, n: n.toString("base64url") };
}
