import { CommandRequest } from "../contract/fetchCommands.ts";
import { messageTypes } from "../contract/jws.ts";
import { checkProofClaims } from "../domain/proofClaims.ts";
import { isRefused } from "../domain/refusal.ts";
import type { CommandRequestReader } from "../flow/ports.ts";
import { parseJws, shaped, verifyJws } from "./compactJws.ts";
import { importDeviceKey } from "./registrationProof.ts";

/** Reads a phone's request for its commands: first whose it claims to be, then, with that device's key, whether it is. */
export function commandRequestProofs(audience: string): CommandRequestReader {
  return {
    peek(jws, now) {
      const unverified = parseJws(jws, messageTypes.commandRequest);
      if (isRefused(unverified)) return unverified;
      const claims = shaped(unverified.payload, CommandRequest);
      if (isRefused(claims)) return claims;
      const untimely = checkProofClaims(claims, audience, now);
      if (untimely) return untimely;
      return {
        deviceId: claims.sub,
        async verify(deviceKey) {
          const key = await importDeviceKey(deviceKey);
          if (isRefused(key)) return key;
          const verified = await verifyJws(unverified, key, CommandRequest);
          return isRefused(verified) ? verified : undefined;
        },
      };
    },
  };
}
