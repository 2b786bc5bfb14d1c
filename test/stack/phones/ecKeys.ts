import { webcrypto } from "node:crypto";
import { z } from "zod";
import { PublicKeyJwk } from "../../../functions/src/contract/jws.ts";

/** P-256 with SHA-256: what phones sign everything with. */
export const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

const Exported = z.object(PublicKeyJwk.shape);

/** A public key as a JWK with nothing but the key in it. */
export async function publicJwk(key: webcrypto.CryptoKey): Promise<z.infer<typeof PublicKeyJwk>> {
  return Exported.parse(await webcrypto.subtle.exportKey("jwk", key));
}
