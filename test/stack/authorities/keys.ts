import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { PemConverter } from "@peculiar/x509";

type KeyPair = webcrypto.CryptoKeyPair;

/** The kinds of key that cards, phones and their CAs use, as WebCrypto parameters. */
export const keyKinds = {
  rsa2048: {
    name: "RSASSA-PKCS1-v1_5",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: "SHA-256",
  },
  p256: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  p384: { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" },
} as const;

export type KeyKind = keyof typeof keyKinds;

/** Makes an extractable key pair: in a local stack a holder's key has to leave the card as a file. */
export function generateKeys(kind: KeyKind): Promise<KeyPair> {
  return webcrypto.subtle.generateKey(keyKinds[kind], true, ["sign", "verify"]);
}

/** A private key as PKCS#8 in PEM, as openssl reads it. */
export async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}

/** Reads a phone's P-256 public key from SPKI in PEM or from a JWK. Throws for any other kind of key. */
export function importPhoneKey(key: string | webcrypto.JsonWebKey): Promise<webcrypto.CryptoKey> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  if (typeof key !== "string") return webcrypto.subtle.importKey("jwk", key, algorithm, true, ["verify"]);
  return webcrypto.subtle.importKey("spki", PemConverter.decodeFirst(key), algorithm, true, ["verify"]);
}
