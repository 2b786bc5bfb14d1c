import { createHash, createHmac } from "node:crypto";
import type { PublicKey } from "./device.ts";

/** Hex SHA-256 over the parts, each led by its length so that no two lists of parts give the same hash. */
export function hexDigest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) {
    const bytes = Buffer.from(part);
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest("hex");
}

/** Base64url SHA-256 of a certificate's DER: its `x5t#S256` (RFC 7515 section 4.1.8). */
export function thumbprintOf(der: Uint8Array): string {
  return createHash("sha256").update(der).digest("base64url");
}

/** Hex HMAC-SHA-256 of a secure element's id: tells the same element again, and gives nothing away without the key. */
export function keyedHash(key: Uint8Array, id: string): string {
  return createHmac("sha256", key).update(id).digest("hex");
}

/** RFC 7638 thumbprint of a P-256 key, base64url. */
export function keyThumbprint({ crv, kty, x, y }: PublicKey): string {
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}
