import type { KeyObject } from "node:crypto";

/** The signature algorithms of certificates and CRLs that are taken, with their hash: SHA-1, DSA and PSS are not. */
const hashes: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};

const curves: readonly string[] = ["prime256v1", "secp384r1", "secp521r1"];

/** The hash that a signature algorithm goes with, by its OID; undefined for one that isn't taken. */
export function hashOf(algorithm: string): string | undefined {
  return Object.hasOwn(hashes, algorithm) ? hashes[algorithm] : undefined;
}

/** Whether a key may vouch for anything: RSA from 2048 bits to 8192 (more only costs time), or an EC key on a NIST curve. */
export function isStrong({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): boolean {
  const { modulusLength = 0, namedCurve = "" } = asymmetricKeyDetails;
  if (asymmetricKeyType === "rsa") return modulusLength >= 2048 && modulusLength <= 8192;
  return asymmetricKeyType === "ec" && curves.includes(namedCurve);
}
