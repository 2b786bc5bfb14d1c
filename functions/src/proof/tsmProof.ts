import { z } from "zod";
import { type MessageType, messageTypes, PublicKeyJwk } from "../contract/jws.ts";
import { SecureElementStatement, TsmReport } from "../contract/tsm.ts";
import { checkProofClaims, type ProofClaims } from "../domain/proofClaims.ts";
import { isRefused, type Refused, refuse } from "../domain/refusal.ts";
import type { ReadTsmReport } from "../flow/ports.ts";
import { parseJws, verifyJws } from "./compactJws.ts";
import { keyOfJwk } from "./keys.ts";

/** The SEI-TSM's public keys, each with a `kid`; several, so that it can change them. */
export const TsmKeys = z.array(PublicKeyJwk.extend({ kid: z.string().min(1).max(128) }));
export type TsmKeys = z.infer<typeof TsmKeys>;

/** Whom the SEI-TSM's messages have to be for, and what they are verified with. */
export interface TsmPolicy {
  readonly keys: TsmKeys;
  readonly audience: string;
}

/** Reads the SEI-TSM's reports; with no keys registered, every one is refused. */
export function tsmReportProofs(policy: TsmPolicy): ReadTsmReport {
  return async (jws, now) => {
    const claims = await readFromTsm(
      jws,
      { type: messageTypes.tsmReport, schema: TsmReport },
      { ...policy, now },
    );
    if (isRefused(claims)) return claims;
    const results = claims.results.map(({ "x5t#S256": thumbprint, outcome }) => ({ thumbprint, outcome }));
    return { commandId: claims.commandId, results };
  };
}

/** Which secure element the SEI-TSM says these certificates are in; refused when it doesn't name every one of them. */
export async function readStatement(
  jws: string,
  thumbprints: readonly string[],
  policy: TsmPolicy & { now: Date },
): Promise<string | Refused> {
  const message = { type: messageTypes.secureElementStatement, schema: SecureElementStatement };
  const claims = await readFromTsm(jws, message, policy);
  if (isRefused(claims)) return claims;
  const stated = new Set(claims.certificates.map((certificate) => certificate["x5t#S256"]));
  if (!thumbprints.every((thumbprint) => stated.has(thumbprint)))
    return refuse("signature_invalid", "The statement is about other certificates.");
  return claims.secureElementId;
}

async function readFromTsm<T extends ProofClaims>(
  jws: string,
  message: { type: MessageType; schema: z.ZodType<T> },
  { keys, audience, now }: TsmPolicy & { now: Date },
): Promise<T | Refused> {
  const unverified = parseJws(jws, message.type);
  if (isRefused(unverified)) return unverified;
  const jwk = keys.find(({ kid }) => kid === unverified.kid);
  if (!jwk || unverified.algorithm !== "ES256")
    return refuse("signature_invalid", "Sign with a registered key, named by kid.");
  const key = await keyOfJwk("ES256", jwk);
  if (isRefused(key)) return key;
  const claims = await verifyJws(unverified, key, message.schema);
  if (isRefused(claims)) return claims;
  return checkProofClaims(claims, audience, now) ?? claims;
}
