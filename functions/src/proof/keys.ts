import type { KeyObject } from "node:crypto";
import { type CryptoKey, importJWK, importSPKI, type JWK } from "jose";
import { type Refused, refuse } from "../domain/refusal.ts";

/** What signatures are accepted at all; `none`, HMAC and everything else is `algorithm_not_allowed`. */
export const allowedAlgorithms = ["RS256", "ES256", "ES384"] as const;
/** Cards and phones have keys for those; partners' servers may use PS256 too. */
export type Algorithm = (typeof allowedAlgorithms)[number] | "PS256";

const shapes = {
  RS256: { kty: "RSA", crv: undefined },
  PS256: { kty: "RSA", crv: undefined },
  ES256: { kty: "EC", crv: "P-256" },
  ES384: { kty: "EC", crv: "P-384" },
} as const satisfies Record<Algorithm, object>;

/** A certificate's key as this algorithm uses it; RSA below 2048 bits, or a key of another type or curve, is refused. */
export async function keyOfCertificate(algorithm: Algorithm, key: KeyObject): Promise<CryptoKey | Refused> {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  const fits = {
    RS256: key.asymmetricKeyType === "rsa" && modulusLength >= 2048,
    PS256: false,
    ES256: namedCurve === "prime256v1",
    ES384: namedCurve === "secp384r1",
  } as const satisfies Record<Algorithm, boolean>;
  if (!fits[algorithm])
    return refuse("algorithm_not_allowed", "The algorithm doesn't fit the certificate's key.");
  return importSPKI(key.export({ type: "spki", format: "pem" }).toString(), algorithm);
}

/**
 * A JWK as this algorithm uses it. Refused when it is of another type or curve, RSA below 2048 bits, says that it is for another algorithm, use
 * or operation (RFC 7517 section 4), or is no key at all, such as a point off the curve.
 */
export async function keyOfJwk(algorithm: Algorithm, jwk: JWK): Promise<CryptoKey | Refused> {
  const { kty, crv } = shapes[algorithm];
  const isMeant =
    (jwk.alg ?? algorithm) === algorithm &&
    (jwk.use ?? "sig") === "sig" &&
    (jwk.key_ops ?? ["verify"]).includes("verify");
  const isLongEnough = jwk.kty !== "RSA" || Buffer.from(jwk.n ?? "", "base64url").length >= 256;
  if (jwk.kty !== kty || jwk.crv !== crv || !isMeant || !isLongEnough)
    return refuse("algorithm_not_allowed", "The algorithm doesn't fit the key.");
  const key = await importJWK(jwk, algorithm).catch(() => null);
  if (key === null || key instanceof Uint8Array || key.type !== "public")
    return refuse("signature_invalid", "The JWK isn't a public key.");
  return key;
}
