import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { SessionApplication } from "../../functions/src/contract/session.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { verifyCertificateProof } from "../../functions/src/proof/certificateProof.ts";
import { findCrlsOf } from "../doubles/crls.ts";
import {
  anchorOf,
  audience,
  type Certified,
  certify,
  quickHierarchy,
  signedBy,
  withPayload,
} from "../doubles/signers.ts";
import { type Card, createCard } from "../stack/authorities/cards.ts";
import type { Hierarchy } from "../stack/authorities/hierarchy.ts";
import { keyKinds } from "../stack/authorities/keys.ts";
import { derOf, signBytes, signWithCard } from "../stack/phones/cardSigner.ts";
import { compactJws, freshClaims } from "../stack/phones/compactJws.ts";

const typ = "session-application+jwt";
const message = { type: typ, schema: SessionApplication } as const;

let ca: Hierarchy;
let signer: Certified;
let rsa: Card;
let p384: Card;
beforeAll(async () => {
  ca = await quickHierarchy("card");
  signer = await certify(ca);
  rsa = await createCard(ca, 1, { algorithm: "RS256" });
  p384 = await createCard(ca, 2, { algorithm: "ES384" });
});

async function verify(jws: string, now = new Date()) {
  const proof = await verifyCertificateProof(jws, message, {
    audience,
    anchors: [anchorOf(ca)],
    findCrls: findCrlsOf(ca),
    now,
  });
  return isRefused(proof) ? proof.refused : proof.claims.aud;
}

function secondsFromNow(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000);
}

describe("an application holds", () => {
  test("signed with RS256, ES256 and ES384, each with its own kind of key", async () => {
    expect(await verify(await signWithCard(rsa, { typ, audience, claims: {} }))).toBe(audience);
    expect(await verify(await signedBy(signer, { typ }))).toBe(audience);
    expect(await verify(await signWithCard(p384, { typ, audience, claims: {} }))).toBe(audience);
  });
});

describe("the algorithm has to be the key's own:", () => {
  const chainOf = (card: Card) => [card.certificate, ...card.chain].map(derOf);

  test.each([
    ["an RSA key with ES256", () => rsa, "ES256"],
    ["an RSA key with ES384", () => rsa, "ES384"],
    ["a P-384 key with ES256", () => p384, "ES256"],
    ["a P-384 key with RS256", () => p384, "RS256"],
  ] as const)("%s is refused", async (_, card, alg) => {
    const header = { alg, typ, x5c: chainOf(card()) };
    const jws = await compactJws(header, freshClaims(audience), signBytes(card()));
    expect(await verify(jws)).toBe("algorithm_not_allowed");
  });

  test.each(["RS256", "ES384"])("a P-256 key with %s is refused", async (alg) => {
    expect(await verify(await signedBy(signer, { typ, header: { alg } }))).toBe("algorithm_not_allowed");
  });

  test("an RSA key of 1024 bits is refused, whoever certified it", async () => {
    const weak = { ...keyKinds.rsa2048, modulusLength: 1024 };
    const { publicKey, privateKey } = await webcrypto.subtle.generateKey(weak, true, ["sign", "verify"]);
    const { certificate, chain } = await ca.issue({
      subject: "CN=Weak, C=JP",
      publicKey,
      profile: "signing",
    });
    const x5c = [certificate, ...chain].map(({ rawData }) => Buffer.from(rawData).toString("base64"));
    const sign = async (bytes: Uint8Array) =>
      new Uint8Array(await webcrypto.subtle.sign("RSASSA-PKCS1-v1_5", privateKey, bytes));
    expect(await verify(await compactJws({ alg: "RS256", typ, x5c }, freshClaims(audience), sign))).toBe(
      "algorithm_not_allowed",
    );
  });
});

describe("an application is refused", () => {
  test("when its payload was changed after signing", async () => {
    const jws = await signedBy(signer, { typ });
    expect(await verify(withPayload(jws, freshClaims(audience)))).toBe("signature_invalid");
  });

  test("when another key than the certificate's signed it", async () => {
    const other = await certify(ca);
    expect(await verify(await signedBy({ ...signer, key: other.key }, { typ }))).toBe("signature_invalid");
  });

  test("without a certificate, or with a key in the header instead", async () => {
    expect(await verify(await signedBy(signer, { typ, header: { x5c: undefined } }))).toBe("chain_untrusted");
    const header = { x5c: undefined, jwk: signer.key.publicKey };
    expect(await verify(await signedBy(signer, { typ, header }))).toBe("chain_untrusted");
  });

  test("for somebody else", async () => {
    expect(await verify(await signedBy(signer, { typ, claims: { aud: "https://other.example" } }))).toBe(
      "audience_wrong",
    );
  });

  test("of another type, so that none serves for another", async () => {
    expect(await verify(await signedBy(signer, { typ: "revocation-application+jwt" }))).toBe(
      "message_type_wrong",
    );
  });

  test.each([
    ["a field that nobody knows", { favourite: "colour" }],
    ["several audiences", { aud: [audience] }],
    ["a fraction for a time", { exp: Date.now() / 1000 + 300.5 }],
    ["a text for a time", { iat: "now" }],
    ["a jti that can be guessed", { jti: "1" }],
    ["no jti", { jti: undefined }],
    ["no exp", { exp: undefined }],
  ])("with %s", async (_, claims) => {
    expect(await verify(await signedBy(signer, { typ, claims }))).toBe("malformed_request");
  });
});

test("the same application holds for five minutes and the signer's clock, and then no longer", async () => {
  const jws = await signedBy(signer, { typ });
  expect(await verify(jws, secondsFromNow(355))).toBe(audience);
  expect(await verify(jws, secondsFromNow(365))).toBe("proof_expired");
  expect(await verify(jws, secondsFromNow(-55))).toBe(audience);
  expect(await verify(jws, secondsFromNow(-65))).toBe("proof_not_yet_valid");
});

test("an application that lives longer than ten minutes is refused", async () => {
  const iat = Math.floor(Date.now() / 1000);
  expect(await verify(await signedBy(signer, { typ, claims: { iat, exp: iat + 600 } }))).toBe(audience);
  expect(await verify(await signedBy(signer, { typ, claims: { iat, exp: iat + 601 } }))).toBe(
    "proof_lifetime_too_long",
  );
});

test("a stranger learns nothing about the claims: the chain is checked before they are read", async () => {
  const stranger = await certify(await quickHierarchy("card"));
  expect(await verify(await signedBy(stranger, { typ, claims: { aud: 1, exp: "never" } }))).toBe(
    "chain_untrusted",
  );
});
