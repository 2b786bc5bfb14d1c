import type { z } from "zod";
import type { MessageType } from "../contract/jws.ts";
import { checkProofClaims, type ProofClaims } from "../domain/proofClaims.ts";
import { isRefused, type Refused } from "../domain/refusal.ts";
import type { RevocationStatus } from "../domain/revocationStatus.ts";
import { parseJws, verifyJws } from "./compactJws.ts";
import { keyOfCertificate } from "./keys.ts";
import type { PathCertificate } from "./path/certificate.ts";
import { checkPath, type TrustedPath } from "./path/checkPath.ts";
import { type FindCrls, revocationOf } from "./path/revocation.ts";

/** Who a signed application must be for, and which CA its signer's certificate must come from. */
export interface ProofPolicy {
  /** Our public address: what `aud` has to say. */
  readonly audience: string;
  /** The CA certificates that are trusted. */
  readonly anchors: readonly PathCertificate[];
  readonly findCrls: FindCrls;
}

/** An application that holds: what it says, the certificate that signed it, and what the CRLs say of that. */
interface CertificateProof<T> {
  readonly claims: T;
  readonly path: TrustedPath;
  readonly revocation: RevocationStatus;
}

/**
 * Verifies an application signed with a certificate's key: chain to a trusted CA, algorithm fit for the key, signature,
 * shape, audience and times, in that order, so that nothing is read out of what nobody vouches for. CRLs come last: only
 * who holds a trusted certificate's key makes us fetch one. What they say is for the caller to judge.
 */
export async function verifyCertificateProof<T extends ProofClaims>(
  jws: string,
  message: { type: MessageType; schema: z.ZodType<T> },
  { audience, anchors, findCrls, now }: ProofPolicy & { now: Date },
): Promise<CertificateProof<T> | Refused> {
  const unverified = parseJws(jws, message.type);
  if (isRefused(unverified)) return unverified;
  const path = checkPath(unverified.x5c, anchors, now);
  if (isRefused(path)) return path;
  const key = await keyOfCertificate(unverified.algorithm, path.leaf.x509.publicKey);
  if (isRefused(key)) return key;
  const claims = await verifyJws(unverified, key, message.schema);
  if (isRefused(claims)) return claims;
  const untimely = checkProofClaims(claims, audience, now);
  if (untimely) return untimely;
  return { claims, path, revocation: await revocationOf(path, findCrls, now) };
}
