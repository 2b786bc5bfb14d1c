import { messageTypes } from "../contract/jws.ts";
import { ResetReport } from "../contract/reset.ts";
import { keyedHash } from "../domain/hash.ts";
import { isRefused, refuse } from "../domain/refusal.ts";
import type { ReadResetReport } from "../flow/resetPorts.ts";
import { longestPartnerLife, type PartnerPolicy, readFromPartner } from "./partnerProof.ts";

const message = {
  type: messageTypes.resetReport,
  schema: ResetReport,
  scope: "resets:write",
  longestLife: longestPartnerLife,
} as const;

/**
 * Reads makers' reports of resets. The secure element is only ever its keyed hash from here on; so is what a repeat is told
 * by, for a plain one could be tried out on all the ids that a maker gives.
 */
export function resetReportProofs(
  policy: PartnerPolicy,
  { secureElementHashKey }: { secureElementHashKey: Uint8Array },
): ReadResetReport {
  return async (jws, now) => {
    const read = await readFromPartner(jws, message, { ...policy, now });
    if (isRefused(read)) return read;
    const { claims, proof } = read;
    const { iss: partnerId, phase, toe, iat, secureElementId } = claims;
    if (toe > iat)
      return { ...refuse("malformed_request", "toe: it can't lie after iat."), signedBy: partnerId };
    return {
      partnerId,
      secureElement: keyedHash(secureElementHashKey, secureElementId),
      // The end of that second: what the phone showed within it may have been before. Never ahead of us: what it shows next comes after.
      report: { phase, reachedAt: new Date(Math.min(toe * 1000 + 999, now.getTime())) },
      proof: { ...proof, digest: keyedHash(secureElementHashKey, proof.digest ?? "") },
    };
  };
}
