import type { z } from "zod";
import type { MessageType, PublicKeyJwk } from "../../../functions/src/contract/jws.ts";
import { compactJws, freshClaims } from "../phones/compactJws.ts";
import { createDeviceKey } from "../phones/deviceKey.ts";

/** The key that the SEI-TSM signs with, and how the service knows it. */
export interface TsmKey {
  readonly publicKey: z.infer<typeof PublicKeyJwk> & { readonly kid: string };
  /** A message to the service with fresh claims: good for five minutes, with a number used once. */
  sign(typ: MessageType, claims: object): Promise<string>;
}

/** Makes a P-256 key for messages to this service. */
export async function createTsmKey(service: string): Promise<TsmKey> {
  const { publicKey, thumbprint: kid, sign } = await createDeviceKey();
  return {
    publicKey: { ...publicKey, kid },
    sign: (typ, claims) =>
      compactJws({ alg: "ES256", typ, kid }, { ...freshClaims(service), ...claims }, sign),
  };
}
