import { createHash, createHmac, generateKeyPairSync, X509Certificate } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { registrationProofs } from "../../functions/src/proof/registrationProof.ts";
import { findCrlsOf, noCrls } from "../doubles/crls.ts";
import {
  anchorOf,
  audience,
  type Certified,
  certify,
  certifyPhone,
  quickHierarchy,
  signedBy,
  withPayload,
} from "../doubles/signers.ts";
import type { Hierarchy } from "../stack/authorities/hierarchy.ts";
import { compactJws, freshClaims } from "../stack/phones/compactJws.ts";
import { createDeviceKey, type DeviceKey } from "../stack/phones/deviceKey.ts";

const hashKey = Buffer.from("a key that only the service has");
const registrationTyp = "device-registration+jwt";
const possessionTyp = "certificate-possession+jwt";
const said = {
  sub: "holder-1",
  secureElementId: "4790d3210112",
  handset: { platform: "android", model: "Sample 8", osVersion: "15", appVersion: "1.0.0" },
  pushTarget: { kind: "fcmToken", value: "push-target-1" },
};

let ca: Hierarchy;
let device: DeviceKey;
let signing: Certified;
let authentication: Certified;
beforeAll(async () => {
  ({ ca, signing, authentication } = await certifyPhone());
  device = await createDeviceKey();
});

function register(changes: object = {}, header: object = {}, key = device): Promise<string> {
  const full = { alg: "ES256", typ: registrationTyp, jwk: key.publicKey, ...header };
  return compactJws(full, { ...freshClaims(audience), ...said, ...changes }, key.sign);
}

function possess(certified: Certified, claims: object = {}, header: object = {}): Promise<string> {
  const usual = { sub: "holder-1", kind: "signing", deviceKey: device.thumbprint };
  return signedBy(certified, { typ: possessionTyp, header, claims: { ...usual, ...claims } });
}

function read(
  registration: string,
  possessions: readonly string[],
  holderId = "holder-1",
  findCrls = findCrlsOf(ca),
) {
  const keys = { secureElementHashKey: hashKey, findPartner: async () => undefined };
  const reader = registrationProofs({ audience, anchors: [anchorOf(ca)], findCrls }, keys);
  return reader({ holderId, registration, possessions }, new Date());
}

async function refusalOf(registration: Promise<string> | string, possession: Promise<string> | string) {
  const result = await read(await registration, [await possession]);
  return isRefused(result) ? result.refused : "taken";
}

test("a registration with a proof for each certificate is taken, and the secure element's id is hashed", async () => {
  const possessions = [await possess(signing), await possess(authentication, { kind: "authentication" })];
  const registration = await read(await register(), possessions);
  expect(registration).toEqual({
    deviceKey: device.publicKey,
    secureElement: createHmac("sha256", hashKey).update("4790d3210112").digest("hex"),
    isProven: false,
    signedAt: expect.any(Date),
    handset: said.handset,
    pushTarget: said.pushTarget,
    revocationStatus: "good",
    certificates: [
      expect.objectContaining({ kind: "signing", thumbprint: thumbprintOf(signing) }),
      expect.objectContaining({ kind: "authentication", thumbprint: thumbprintOf(authentication) }),
    ],
  });
  const endings = [signing, authentication].map((one) => ({
    serialEnding: serialOf(one).slice(-4).toLowerCase(),
  }));
  expect(registration).toMatchObject({ certificates: endings });
  expect(JSON.stringify(registration).toUpperCase()).not.toContain(serialOf(signing).slice(-5));
  expect(JSON.stringify(registration)).not.toContain("4790d3210112");
});

test("a revoked certificate among them doesn't refuse the registration, it is told of all", async () => {
  const stopped = await certify(ca);
  ca.revoke(stopped.serial, new Date());
  const possessions = [await possess(stopped), await possess(authentication, { kind: "authentication" })];
  expect(await read(await register(), possessions)).toMatchObject({ revocationStatus: "revoked" });
});

test("neither does a CA's list that can't be had", async () => {
  const registration = await read(await register(), [await possess(signing)], "holder-1", noCrls);
  expect(registration).toMatchObject({ revocationStatus: "unknown" });
});

describe("a registration is refused", () => {
  test("for another holder than the one who is signed in", async () => {
    const result = await read(await register(), [await possess(signing)], "holder-2");
    expect(result).toMatchObject({ refused: "signature_invalid" });
  });

  test("when another key than the one it brings signed it", async () => {
    const other = await createDeviceKey();
    const forged = register({}, { jwk: other.publicKey });
    expect(await refusalOf(forged, possess(signing, { deviceKey: other.thumbprint }))).toBe(
      "signature_invalid",
    );
  });

  test("when its payload was changed after signing", async () => {
    const registration = withPayload(await register(), { ...freshClaims(audience), ...said });
    expect(await refusalOf(registration, possess(signing))).toBe("signature_invalid");
  });

  test.each([
    ["audience_wrong", { aud: "https://other.example" }],
    ["proof_expired", { iat: 1_000_000_000, exp: 1_000_000_300 }],
    ["malformed_request", { secureElementId: "short" }],
    ["malformed_request", { pushTarget: { kind: "apns", value: "x" } }],
    ["malformed_request", { pushTarget: { kind: "fcmToken", value: "x".repeat(4097) } }],
    ["malformed_request", { handset: { ...said.handset, imei: "356938035643809" } }],
    ["malformed_request", { generation: 7 }],
  ])("as %s with %j", async (refused, changes) => {
    expect(await refusalOf(register(changes), possess(signing))).toBe(refused);
  });

  test.each(["RS256", "ES384"])("signed with %s", async (alg) => {
    expect(await refusalOf(register({}, { alg }), possess(signing))).toBe("algorithm_not_allowed");
  });

  test("of another type", async () => {
    expect(await refusalOf(register({}, { typ: possessionTyp }), possess(signing))).toBe(
      "message_type_wrong",
    );
  });
});

describe("a device key is refused", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
  test.each<[string, string, () => object]>([
    ["that isn't there", "malformed_request", () => ({ jwk: undefined })],
    ["of RSA", "malformed_request", () => ({ jwk: rsa })],
    ["on another curve", "malformed_request", () => ({ jwk: { ...device.publicKey, crv: "P-384" } })],
    [
      "with its private half",
      "malformed_request",
      () => ({ jwk: { ...device.publicKey, d: "A".repeat(43) } }),
    ],
    [
      "with an algorithm of its own",
      "malformed_request",
      () => ({ jwk: { ...device.publicKey, alg: "HS256" } }),
    ],
    ["cut short", "malformed_request", () => ({ jwk: { ...device.publicKey, y: "AAAA" } })],
    ["off the curve", "signature_invalid", () => ({ jwk: { ...device.publicKey, y: `B${"A".repeat(42)}` } })],
    [
      "at the origin",
      "signature_invalid",
      () => ({ jwk: { ...device.publicKey, x: "A".repeat(43), y: "A".repeat(43) } }),
    ],
    ["as a shared secret", "malformed_request", () => ({ jwk: { kty: "oct", k: "c2VjcmV0" } })],
  ])("%s", async (_, refused, header) => {
    expect(await refusalOf(register({}, header()), possess(signing))).toBe(refused);
  });
});

describe("a proof of possession is refused", () => {
  test("for another holder", async () => {
    expect(await refusalOf(register(), possess(signing, { sub: "holder-2" }))).toBe("signature_invalid");
  });

  test("that is bound to another device's key", async () => {
    const { thumbprint } = await createDeviceKey();
    expect(await refusalOf(register(), possess(signing, { deviceKey: thumbprint }))).toBe(
      "signature_invalid",
    );
  });

  test("that names another kind than its key usage", async () => {
    expect(await refusalOf(register(), possess(signing, { kind: "authentication" }))).toBe(
      "malformed_request",
    );
    expect(await refusalOf(register(), possess(authentication, { kind: "signing" }))).toBe(
      "malformed_request",
    );
  });

  test("signed by another key than the certificate's", async () => {
    const stolen = { ...signing, key: authentication.key };
    expect(await refusalOf(register(), possess(stolen))).toBe("signature_invalid");
  });

  test("from another CA", async () => {
    const foreign = await certify(await quickHierarchy("phone"));
    expect(await refusalOf(register(), possess(foreign))).toBe("chain_untrusted");
  });

  test("for an expired certificate", async () => {
    const expired = await certify(ca, { fault: "expired" });
    expect(await refusalOf(register(), possess(expired))).toBe("chain_expired");
  });

  test("that is a registration in disguise", async () => {
    expect(await refusalOf(register(), possess(signing, {}, { typ: registrationTyp }))).toBe(
      "message_type_wrong",
    );
  });
});

test("two certificates of one kind are refused, and so is the same one twice", async () => {
  const another = await certify(ca);
  for (const second of [another, signing]) {
    const result = await read(await register(), [await possess(signing), await possess(second)]);
    expect(result).toMatchObject({ refused: "malformed_request" });
  }
});

test("one proof that doesn't hold refuses the whole registration", async () => {
  const bad = await possess(authentication, { kind: "authentication", sub: "holder-2" });
  const result = await read(await register(), [await possess(signing), bad]);
  expect(result).toMatchObject({ refused: "signature_invalid" });
});

function serialOf({ x5c: [leaf = ""] }: Certified): string {
  return new X509Certificate(Buffer.from(leaf, "base64")).serialNumber;
}

function thumbprintOf({ x5c: [leaf = ""] }: Certified): string {
  return createHash("sha256").update(Buffer.from(leaf, "base64")).digest("base64url");
}
