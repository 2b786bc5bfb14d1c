import { webcrypto } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import type { z } from "zod";
import type { PublicKeyJwk } from "../../../functions/src/contract/jws.ts";
import type { SignBytes } from "./compactJws.ts";
import { ecdsa, publicJwk } from "./ecKeys.ts";

/** The P-256 key in the app's keystore that tells this phone from the holder's other ones. */
export interface DeviceKey {
  readonly publicKey: z.infer<typeof PublicKeyJwk>;
  /** RFC 7638. */
  readonly thumbprint: string;
  readonly sign: SignBytes;
}

/** Makes one that can't be taken out again, as in a phone's keystore. */
export async function createDeviceKey(): Promise<DeviceKey> {
  const keys = await webcrypto.subtle.generateKey(ecdsa, false, ["sign", "verify"]);
  const publicKey = await publicJwk(keys.publicKey);
  return {
    publicKey,
    thumbprint: await calculateJwkThumbprint(publicKey),
    sign: async (bytes) => new Uint8Array(await webcrypto.subtle.sign(ecdsa, keys.privateKey, bytes)),
  };
}
