import { createHash } from "node:crypto";
import type { PartnerJwk } from "./partner.ts";

/** Base64url SHA-256 thumbprint of a partner's public key (RFC 7638 section 3): the same key under whatever `kid`. */
export function partnerThumbprint(jwk: PartnerJwk): string {
  const members =
    jwk.kty === "RSA"
      ? { e: jwk.e, kty: jwk.kty, n: jwk.n }
      : { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y };
  return createHash("sha256").update(JSON.stringify(members)).digest("base64url");
}
