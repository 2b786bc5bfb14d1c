import type { KeyObject } from "node:crypto";
import { type CryptoKey, importSPKI } from "jose";
import type { z } from "zod";
import type { MessageType } from "../contract/jws.ts";
import { checkProofClaims, type ProofClaims } from "../domain/proofClaims.ts";
import { isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { checkPath, type PathLeaf } from "./certificatePath.ts";
import { type Algorithm, parseJws, verifyJws } from "./compactJws.ts";

/** Who a signed application must be for, and which CA its signer's certificate must come from. */
export interface ProofPolicy {
  /** Our public address: what `aud` has to say. */
  readonly audience: string;
  /** DER of the CA certificates that are trusted. */
  readonly anchors: readonly Uint8Array[];
}

/** An application that holds: what it says, and the certificate that signed it. */
export interface CertificateProof<T> {
  readonly claims: T;
  readonly leaf: PathLeaf;
}

/**
 * Verifies an application signed with a certificate's key: chain to a trusted CA, algorithm fit for the key, signature,
 * shape, audience and times, in that order, so that nothing is read out of what nobody vouches for.
 */
export async function verifyCertificateProof<T extends ProofClaims>(
  jws: string,
  message: { type: MessageType; schema: z.ZodType<T> },
  { audience, anchors, now }: ProofPolicy & { now: Date },
): Promise<CertificateProof<T> | Refused> {
  const unverified = parseJws(jws, message.type);
  if (isRefused(unverified)) return unverified;
  const leaf = checkPath(unverified.x5c, anchors, now);
  if (isRefused(leaf)) return leaf;
  const key = await keyFor(unverified.algorithm, leaf.x509.publicKey);
  if (isRefused(key)) return key;
  const claims = await verifyJws(unverified, key, message.schema);
  if (isRefused(claims)) return claims;
  return checkProofClaims(claims, audience, now) ?? { claims, leaf };
}

/** The key as this algorithm uses it; an RSA key below 2048 bits, or a key of another type or curve, is refused. */
async function keyFor(algorithm: Algorithm, key: KeyObject): Promise<CryptoKey | Refused> {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  const fits = {
    RS256: key.asymmetricKeyType === "rsa" && modulusLength >= 2048,
    ES256: namedCurve === "prime256v1",
    ES384: namedCurve === "secp384r1",
  } as const satisfies Record<Algorithm, boolean>;
  if (!fits[algorithm])
    return refuse("algorithm_not_allowed", "The algorithm doesn't fit the certificate's key.");
  return importSPKI(key.export({ type: "spki", format: "pem" }).toString(), algorithm);
}
