import { z } from "zod";
import { Sha256 } from "./jws.ts";

/**
 * `GET /v1/keys` and `/.well-known/jwks.json` (RFC 7517): the public keys that wipe commands, requests to the SEI-TSM,
 * receipts and clearance proofs are verified with.
 */
export const KeySet = z.strictObject({
  keys: z.array(
    z.strictObject({
      kty: z.literal("EC"),
      crv: z.literal("P-256"),
      x: Sha256,
      y: Sha256,
      kid: z.string(),
      alg: z.literal("ES256"),
      use: z.literal("sig"),
    }),
  ),
});
