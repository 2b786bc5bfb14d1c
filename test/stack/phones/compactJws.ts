import { randomBytes } from "node:crypto";

/** Signs bytes with a key that may be somewhere that only signs; ECDSA signatures as r‖s (RFC 7518 section 3.4). */
export type SignBytes = (bytes: Uint8Array) => Promise<Uint8Array>;

/** Makes a JWS in compact serialisation (RFC 7515 section 7.1). */
export async function compactJws(header: object, payload: object, sign: SignBytes): Promise<string> {
  const input = `${part(JSON.stringify(header))}.${part(JSON.stringify(payload))}`;
  return `${input}.${part(await sign(Buffer.from(input)))}`;
}

/** The claims of a signed application: for `audience`, good for five minutes from now, with a number used once. */
export function freshClaims(audience: string): { aud: string; iat: number; exp: number; jti: string } {
  const iat = Math.floor(Date.now() / 1000);
  return { aud: audience, iat, exp: iat + 300, jti: randomBytes(16).toString("base64url") };
}

function part(bytes: string | Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
