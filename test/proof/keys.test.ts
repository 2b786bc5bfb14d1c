import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { type Algorithm, keyOfJwk } from "../../functions/src/proof/keys.ts";

const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve });
const p256 = ec("P-256").publicKey.export({ format: "jwk" });
const p384 = ec("P-384").publicKey.export({ format: "jwk" });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });

async function tried(algorithm: Algorithm, jwk: object) {
  const key = await keyOfJwk(algorithm, { kty: "none", ...jwk });
  return isRefused(key) ? key.refused : "taken";
}

test("a JWK is taken for its own algorithm and for no other", async () => {
  expect(await tried("ES256", p256)).toBe("taken");
  expect(await tried("ES384", p384)).toBe("taken");
  expect(await tried("RS256", rsa)).toBe("taken");
  for (const [algorithm, jwk] of [
    ["ES256", p384],
    ["ES384", p256],
    ["ES256", rsa],
    ["RS256", p256],
  ] as const)
    expect(await tried(algorithm, jwk)).toBe("algorithm_not_allowed");
});

test("an RSA key of 1024 bits is refused", async () => {
  const weak = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" });
  expect(await tried("RS256", weak)).toBe("algorithm_not_allowed");
});

test.each([
  ["another algorithm", { alg: "PS256" }],
  ["encryption", { use: "enc" }],
  ["other operations", { key_ops: ["encrypt", "wrapKey"] }],
])("a JWK that says it is for %s is refused", async (_, said) => {
  expect(await tried("RS256", { ...rsa, ...said })).toBe("algorithm_not_allowed");
});

test("a JWK that says it is for this is taken", async () => {
  expect(await tried("RS256", { ...rsa, alg: "RS256", use: "sig", key_ops: ["verify"] })).toBe("taken");
});

test("a private key, and a point that isn't on the curve, are no public keys", async () => {
  expect(await tried("ES256", ec("P-256").privateKey.export({ format: "jwk" }))).toBe("signature_invalid");
  expect(await tried("ES256", { ...p256, y: p256.x })).toBe("signature_invalid");
});
