import { messageTypes } from "../contract/jws.ts";
import { OnDeviceRevocation } from "../contract/revokeOnDevice.ts";
import { certificateIdFrom } from "../domain/certificateName.ts";
import { thumbprintOf } from "../domain/hash.ts";
import { isRefused } from "../domain/refusal.ts";
import type { ReadOnDeviceRevocation } from "../flow/onDevicePorts.ts";
import { type ProofPolicy, verifyCertificateProof } from "./certificateProof.ts";
import { identityOf } from "./path/checkPath.ts";

/**
 * Reads applications signed with a certificate in the phone's secure element (countermeasure 2-1). Either kind may sign:
 * what counts is that the key is on that phone. Whose phone it is, and whether its certificate still stands, the registered
 * certificate tells, not the CA's list, which isn't fetched: what is listed has to be wiped all the same, and a list that can't be
 * had must not keep anybody from revoking, nor waiting.
 */
export function onDeviceProofs(policy: Omit<ProofPolicy, "findCrls">): ReadOnDeviceRevocation {
  return async (jws, now) => {
    const message = { type: messageTypes.onDeviceRevocation, schema: OnDeviceRevocation };
    const proof = await verifyCertificateProof(jws, message, { ...policy, findCrls, now });
    if (isRefused(proof)) return proof;
    const { path, claims } = proof;
    const { jti, certificates, cause, warningsShown } = claims;
    const signedBy = {
      certificateId: certificateIdFrom(...identityOf(path)),
      thumbprint: thumbprintOf(path.leaf.der),
    };
    const shown = warningsShown === undefined ? {} : { warningsShown };
    return { jti, certificates, cause, ...shown, signedBy };
  };
}

const findCrls: ProofPolicy["findCrls"] = async () => [];
