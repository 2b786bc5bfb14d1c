import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { ErasureReceipt, RevocationReceipt } from "../../functions/src/contract/receipt.ts";
import { verificationCode } from "../../functions/src/domain/verificationCode.ts";
import { FormerKeys, publicKeySet } from "../../functions/src/proof/commandSigner.ts";
import { receiptSigner } from "../../functions/src/proof/receiptSigner.ts";
import { newSigningKey, sampleRevocationReceipt } from "../doubles/receipts.ts";

const issuer = "https://service.example";

const key = newSigningKey();
const sign = receiptSigner(key, issuer);
const erased = {
  jti: `wipe-1.${"5".repeat(32)}`,
  iat: 1_795_338_300,
  wipeId: "wipe-1",
  media: { type: "secureElement", deviceId: "d".repeat(64), model: "Sample 8" },
  certificates: [{ kind: "signing", outcome: "erased", evidence: "deviceSigned" }],
  sanitization: { category: "clear", steps: [{ tool: "seiTsm", technique: "appletDeletion" }] },
  verification: { evidence: "deviceSigned", verifiedAt: 1_795_338_300 },
  orderedAt: 1_795_338_000,
} as const;

describe("a receipt verifies with the published keys by any JOSE library", () => {
  test("as one for a revocation, and its payload is the contract's", async () => {
    const { jws } = await sign.revocation(sampleRevocationReceipt);
    const { payload } = await jwtVerify(jws, createLocalJWKSet(publicKeySet(key)), {
      issuer,
      typ: "revocation-receipt+jwt",
      algorithms: ["ES256"],
    });
    expect(payload).toEqual({ iss: issuer, ...sampleRevocationReceipt });
    expect(RevocationReceipt.parse(payload)).toEqual(payload);
  });

  test("as one for an erasure, and its payload is the contract's", async () => {
    const { jws } = await sign.erasure(erased);
    const { payload } = await jwtVerify(jws, createLocalJWKSet(publicKeySet(key)), {
      issuer,
      typ: "erasure-receipt+jwt",
      algorithms: ["ES256"],
    });
    expect(payload).toEqual({ iss: issuer, ...erased });
    expect(ErasureReceipt.parse(payload)).toEqual(payload);
  });

  test("also after the key has changed, while the former one is published", async () => {
    const { jws } = await sign.revocation(sampleRevocationReceipt);
    const { kty, crv, x, y, kid } = key;
    const [next, former] = [newSigningKey("2027-11"), FormerKeys.parse([{ kty, crv, x, y, kid }])];
    await jwtVerify(jws, createLocalJWKSet(publicKeySet(next, former)));
    await expect(jwtVerify(jws, createLocalJWKSet(publicKeySet(next)))).rejects.toThrow();
  });

  test("and not when another key signed it, or under the other type", async () => {
    const { jws } = await receiptSigner(newSigningKey(), issuer).revocation(sampleRevocationReceipt);
    const keys = createLocalJWKSet(publicKeySet(key));
    await expect(jwtVerify(jws, keys)).rejects.toThrow();
    const { jws: own } = await sign.revocation(sampleRevocationReceipt);
    await expect(jwtVerify(own, keys, { typ: "erasure-receipt+jwt" })).rejects.toThrow();
  });
});

test("a receipt names its key and type, and no other header", async () => {
  const { jws } = await sign.erasure(erased);
  expect(decodeProtectedHeader(jws)).toEqual({ alg: "ES256", typ: "erasure-receipt+jwt", kid: "2026-11" });
});

test("the same receipt again has the same payload and code under another signature", async () => {
  const [one, other] = [
    await sign.revocation(sampleRevocationReceipt),
    await sign.revocation(sampleRevocationReceipt),
  ];
  const [payloadOf, signatureOf] = [1, 2].map((part) => (jws: string) => jws.split(".")[part]);
  expect(payloadOf?.(other.jws)).toBe(payloadOf?.(one.jws));
  expect(signatureOf?.(other.jws)).not.toBe(signatureOf?.(one.jws));
  expect(other.verificationCode).toBe(one.verificationCode);
});

test("the code is the one that anybody makes of the payload as it was signed", async () => {
  const { jws, verificationCode: code } = await sign.revocation(sampleRevocationReceipt);
  const payload = Buffer.from(jws.split(".")[1] ?? "", "base64url").toString();
  expect(code).toBe(verificationCode(payload));
});
