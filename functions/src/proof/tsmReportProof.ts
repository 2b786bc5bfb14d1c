import { importJWK } from "jose";
import { z } from "zod";
import { messageTypes, PublicKeyJwk } from "../contract/jws.ts";
import { TsmReport } from "../contract/tsm.ts";
import { checkProofClaims } from "../domain/proofClaims.ts";
import { isRefused, refuse } from "../domain/refusal.ts";
import type { ReadTsmReport } from "../flow/ports.ts";
import { parseJws, verifyJws } from "./compactJws.ts";

/** The SEI-TSM's public keys, each with a `kid`; several, so that it can change them. */
export const TsmKeys = z.array(PublicKeyJwk.extend({ kid: z.string().min(1).max(128) }));
export type TsmKeys = z.infer<typeof TsmKeys>;

/** Reads the SEI-TSM's reports; with no keys registered, every one is refused. */
export function tsmReportProofs(keys: TsmKeys, audience: string): ReadTsmReport {
  return async (jws, now) => {
    const unverified = parseJws(jws, messageTypes.tsmReport);
    if (isRefused(unverified)) return unverified;
    const jwk = keys.find(({ kid }) => kid === unverified.kid);
    if (!jwk || unverified.algorithm !== "ES256")
      return refuse("signature_invalid", "Sign with a registered key, named by kid.");
    const key = await importJWK({ ...jwk }, "ES256");
    if (key instanceof Uint8Array) return refuse("signature_invalid");
    const claims = await verifyJws(unverified, key, TsmReport);
    if (isRefused(claims)) return claims;
    const untimely = checkProofClaims(claims, audience, now);
    if (untimely) return untimely;
    const results = claims.results.map(({ "x5t#S256": thumbprint, outcome }) => ({ thumbprint, outcome }));
    return { commandId: claims.commandId, results };
  };
}
