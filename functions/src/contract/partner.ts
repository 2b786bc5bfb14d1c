import { z } from "zod";

const Base64Url = z.string().regex(/^[\w-]+$/, "must be base64url");
const Kid = z.string().min(1).max(128);

/**
 * A partner's public key as it is registered: a JWK (RFC 7517) with `kid` and the one `alg` it signs with. Strict, so that
 * a private key pasted by mistake is refused and stored nowhere.
 */
export const PartnerJwk = z.discriminatedUnion("alg", [
  z.strictObject({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: Base64Url,
    y: Base64Url,
    kid: Kid,
    alg: z.literal("ES256"),
  }),
  z.strictObject({
    kty: z.literal("EC"),
    crv: z.literal("P-384"),
    x: Base64Url,
    y: Base64Url,
    kid: Kid,
    alg: z.literal("ES384"),
  }),
  z.strictObject({
    kty: z.literal("RSA"),
    n: Base64Url.max(1400),
    e: Base64Url.max(12),
    kid: Kid,
    alg: z.enum(["PS256", "RS256"]),
  }),
]);
export type PartnerJwk = z.infer<typeof PartnerJwk>;
