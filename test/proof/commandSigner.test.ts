import { generateKeyPairSync } from "node:crypto";
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from "jose";
import { describe, expect, test } from "vitest";
import { KeySet } from "../../functions/src/contract/keys.ts";
import { WipeCommand } from "../../functions/src/contract/wipeCommand.ts";
import {
  CommandSigningKey,
  commandSigner,
  FormerKeys,
  publicKeySet,
} from "../../functions/src/proof/commandSigner.ts";
import { minutesLater, sampleWipe, start } from "../doubles/samples.ts";

const jwk = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
const key = CommandSigningKey.parse({ ...jwk, kid: "2026-11" });
const sign = commandSigner(key, "https://service.example");

async function commandFor(wipe = sampleWipe) {
  const jws = await sign({ wipe, stopped: wipe.certificates }, { now: start, expiresAt: minutesLater(60) });
  const keys = createLocalJWKSet(publicKeySet(key));
  const { payload } = await compactVerify(jws, keys, { algorithms: ["ES256"] });
  return { jws, payload: JSON.parse(new TextDecoder().decode(payload)) };
}

describe("a wipe command", () => {
  test("verifies with the published keys, and its payload is the contract's and nothing else", async () => {
    const { payload } = await commandFor();
    expect(payload).toEqual({
      iss: "https://service.example",
      aud: "d".repeat(64),
      jti: "wipe-1.1",
      wipeId: "wipe-1",
      generation: 1,
      certificates: [
        { "x5t#S256": "s".repeat(43), kind: "signing" },
        { "x5t#S256": "t".repeat(43), kind: "authentication" },
      ],
      scope: "keys",
      nonce: "nonce-of-version-1",
      iat: 1_795_338_000,
      exp: 1_795_341_600,
    });
    expect(WipeCommand.parse(payload)).toEqual(payload);
  });

  test("names its key and type, and no other header", async () => {
    const { jws } = await commandFor();
    expect(decodeProtectedHeader(jws)).toEqual({ alg: "ES256", typ: "wipe-command+jwt", kid: "2026-11" });
  });

  test("says neither who the holder is nor why: no holder, no certificate id, no push target", async () => {
    const { payload } = await commandFor();
    expect(JSON.stringify(payload)).not.toMatch(/holder|lost|stolen|push/);
    expect(JSON.stringify(payload)).not.toContain("a".repeat(64));
  });

  test("of a joined wipe is another command", async () => {
    const joined = { ...sampleWipe, commandVersion: 2, nonce: "nonce-of-version-2" };
    expect((await commandFor(joined)).payload).toMatchObject({
      jti: "wipe-1.2",
      nonce: "nonce-of-version-2",
    });
  });

  test("for two certificates fits an FCM message of 4,096 bytes", async () => {
    const { jws } = await commandFor();
    expect(jws.length + "command".length).toBeLessThan(2048);
  });
});

describe("the published keys", () => {
  test("are the public half only", () => {
    const published = publicKeySet(key);
    expect(KeySet.parse(published)).toEqual(published);
    expect(Object.keys(published.keys[0] ?? {}).sort()).toEqual([
      "alg",
      "crv",
      "kid",
      "kty",
      "use",
      "x",
      "y",
    ]);
    expect(JSON.stringify(published)).not.toContain(key.d);
  });

  test("are followed by former ones, each under a kid of its own", () => {
    const { d, ...former } = { ...key, kid: "2025-11" };
    const kids = publicKeySet(key, [former]).keys.map(({ kid }) => kid);
    expect(kids).toEqual(["2026-11", "2025-11"]);
    expect(() => publicKeySet(key, [{ ...former, kid: "2026-11" }])).toThrow("FORMER_SIGNING_KEYS");
  });

  test("never include a private half, not even one that was pasted among the former keys", () => {
    expect(FormerKeys.safeParse([{ ...key, kid: "2025-11" }]).success).toBe(false);
  });

  test("don't verify what another key signed", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
    const ofAll = { wipe: sampleWipe, stopped: sampleWipe.certificates };
    const impostor = commandSigner(
      CommandSigningKey.parse({ ...other, kid: "2026-11" }),
      "https://service.example",
    );
    const jws = await impostor(ofAll, { now: start, expiresAt: minutesLater(60) });
    await expect(compactVerify(jws, createLocalJWKSet(publicKeySet(key)))).rejects.toThrow();
  });
});

test.each([
  ["without its private half", { d: undefined }],
  ["without an id", { kid: undefined }],
  ["with an empty id", { kid: "" }],
  ["on another curve", { crv: "P-384" }],
  ["of another type", { kty: "RSA" }],
])("a signing key %s is refused at start", (_, changes) => {
  expect(CommandSigningKey.safeParse({ ...jwk, kid: "2026-11", ...changes }).success).toBe(false);
});
