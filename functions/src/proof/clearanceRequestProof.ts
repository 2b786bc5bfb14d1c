import { ClearanceRequest } from "../contract/clearance.ts";
import { messageTypes } from "../contract/jws.ts";
import { checkProofClaims } from "../domain/proofClaims.ts";
import { isRefused } from "../domain/refusal.ts";
import type { ClearanceRequestReader } from "../flow/counterPorts.ts";
import { parseJws, shaped, verifyJws } from "./compactJws.ts";
import { importDeviceKey } from "./registrationProof.ts";

/** Reads what a phone shows at a counter: first whose it claims to be, then, with that device's key, whether it is. */
export function clearanceRequestProofs(audience: string): ClearanceRequestReader {
  return {
    peek(jws, now) {
      const unverified = parseJws(jws, messageTypes.clearanceRequest);
      if (isRefused(unverified)) return unverified;
      const claims = shaped(unverified.payload, ClearanceRequest);
      if (isRefused(claims)) return claims;
      const untimely = checkProofClaims(claims, audience, now);
      if (untimely) return untimely;
      return {
        deviceId: claims.sub,
        jti: claims.jti,
        async verify(deviceKey) {
          const key = await importDeviceKey(deviceKey);
          if (isRefused(key)) return key;
          const verified = await verifyJws(unverified, key, ClearanceRequest);
          return isRefused(verified) ? verified : undefined;
        },
      };
    },
  };
}
