import { importJWK } from "jose";
import { expect, test } from "vitest";
import { freshSecrets } from "./settings.ts";

test("each run signs its commands with a key of its own, which names itself", async () => {
  const [one, other] = [await freshSecrets(), await freshSecrets()];
  const jwk = JSON.parse(one.COMMAND_SIGNING_KEY ?? "");
  expect(jwk).toMatchObject({
    kty: "EC",
    crv: "P-256",
    alg: "ES256",
    d: expect.any(String),
    kid: expect.any(String),
  });
  expect(await importJWK(jwk, "ES256")).toMatchObject({ type: "private" });
  expect(other.COMMAND_SIGNING_KEY).not.toBe(one.COMMAND_SIGNING_KEY);
});

test("the key that hashes secure elements has 32 bytes", async () => {
  const { SECURE_ELEMENT_HASH_KEY = "" } = await freshSecrets();
  expect(Buffer.from(SECURE_ELEMENT_HASH_KEY, "base64")).toHaveLength(32);
});
