import { messageTypes } from "../contract/jws.ts";
import { SecureElementStatement, TsmReport } from "../contract/tsm.ts";
import { longestProofLife } from "../domain/proofClaims.ts";
import { isRefused, type Refused, refuse } from "../domain/refusal.ts";
import type { ReadTsmReport } from "../flow/ports.ts";
import { longestPartnerLife, type PartnerPolicy, readFromPartner } from "./partnerProof.ts";

const report = {
  type: messageTypes.tsmReport,
  schema: TsmReport,
  scope: "tsm:report",
  longestLife: longestPartnerLife,
} as const;

/** A statement is carried by a phone, which may take its time. */
const statement = {
  type: messageTypes.secureElementStatement,
  schema: SecureElementStatement,
  scope: "tsm:report",
  longestLife: longestProofLife,
} as const;

/** Reads the SEI-TSM's reports. */
export function tsmReportProofs(policy: PartnerPolicy): ReadTsmReport {
  return async (jws, now) => {
    const read = await readFromPartner(jws, report, { ...policy, now });
    if (isRefused(read)) return read;
    const { claims, proof } = read;
    const results = claims.results.map(({ "x5t#S256": thumbprint, outcome }) => ({ thumbprint, outcome }));
    return { partnerId: claims.iss, commandId: claims.commandId, results, proof };
  };
}

/**
 * Which secure element the SEI-TSM says these certificates are in; refused when it doesn't name every one of them. It isn't
 * used up: a registration is repeated with the same one, and it is worth nothing without the certificates' keys.
 */
export async function readStatement(
  jws: string,
  thumbprints: readonly string[],
  policy: PartnerPolicy & { now: Date },
): Promise<string | Refused> {
  const read = await readFromPartner(jws, statement, policy);
  if (isRefused(read)) return read;
  const stated = new Set(read.claims.certificates.map((certificate) => certificate["x5t#S256"]));
  if (!thumbprints.every((thumbprint) => stated.has(thumbprint)))
    return refuse("signature_invalid", "The statement is about other certificates.");
  return read.claims.secureElementId;
}
