import { constants, generateKeyPair, sign } from "node:crypto";
import { promisify } from "node:util";
import { calculateJwkThumbprint } from "jose";
import type { MessageType } from "../../functions/src/contract/jws.ts";
import { PartnerJwk } from "../../functions/src/contract/partner.ts";
import { compactJws, freshClaims, type SignBytes } from "./phones/compactJws.ts";

/** The key that a partner's stand-in signs with, and how the service knows it. */
export interface PartnerKey {
  readonly publicKey: PartnerJwk;
  /** A message to the service with fresh claims: good for five minutes, with a number used once unless told. */
  sign(typ: MessageType, claims: object): Promise<string>;
}

const generate = promisify(generateKeyPair);

/** Makes a key for messages of this partner to this service: P-256, or RSA with 2048 bits. */
export async function createPartnerKey(
  partnerId: string,
  service: string,
  alg: "ES256" | "PS256",
): Promise<PartnerKey> {
  const { jwk, signBytes } = await (alg === "ES256" ? ellipticKey() : rsaKey());
  const kid = await calculateJwkThumbprint(jwk);
  const identity = { iss: partnerId, sub: partnerId };
  return {
    publicKey: PartnerJwk.parse({ ...jwk, kid, alg }),
    sign: (typ, claims) =>
      compactJws({ alg, typ, kid }, { ...freshClaims(service), ...identity, ...claims }, signBytes),
  };
}

interface KeyPair {
  readonly jwk: object;
  readonly signBytes: SignBytes;
}

async function ellipticKey(): Promise<KeyPair> {
  const { publicKey, privateKey } = await generate("ec", { namedCurve: "P-256" });
  return {
    jwk: publicKey.export({ format: "jwk" }),
    signBytes: async (bytes) => sign("sha256", bytes, { key: privateKey, dsaEncoding: "ieee-p1363" }),
  };
}

/** PSS with a salt as long as the hash (RFC 7518 section 3.5). */
async function rsaKey(): Promise<KeyPair> {
  const { publicKey, privateKey } = await generate("rsa", { modulusLength: 2048 });
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return {
    jwk: publicKey.export({ format: "jwk" }),
    signBytes: async (bytes) => sign("sha256", bytes, { key: privateKey, padding, saltLength: 32 }),
  };
}
