import { WipeAcknowledgement } from "../contract/acknowledgeWipe.ts";
import { messageTypes } from "../contract/jws.ts";
import type { PublicKey } from "../domain/device.ts";
import { hexDigest } from "../domain/hash.ts";
import { isRefused, type Refused } from "../domain/refusal.ts";
import type { AcknowledgementReader, SignedAcknowledgement } from "../flow/ports.ts";
import { parseJws, shaped, type UnverifiedJws, verifyJws } from "./compactJws.ts";
import { importDeviceKey } from "./registrationProof.ts";

/**
 * Reads a phone's acknowledgement in two steps: which command it is about, to be believed for finding the wipe only, and
 * then, with that wipe's own device key, whether it holds.
 */
export const acknowledgementProofs: AcknowledgementReader = {
  peek(jws) {
    const unverified = parseJws(jws, messageTypes.wipeAcknowledgement);
    if (isRefused(unverified)) return unverified;
    const claims = shaped(unverified.payload, WipeAcknowledgement);
    if (isRefused(claims)) return claims;
    return { commandId: claims.commandId, verify: (key) => verify(unverified, key) };
  },
};

async function verify(
  unverified: UnverifiedJws,
  deviceKey: PublicKey,
): Promise<SignedAcknowledgement | Refused> {
  const key = await importDeviceKey(deviceKey);
  if (isRefused(key)) return key;
  const claims = await verifyJws(unverified, key, WipeAcknowledgement);
  if (isRefused(claims)) return claims;
  const { commandId, nonce, seq, at } = claims;
  const results = claims.results.map(({ "x5t#S256": thumbprint, outcome, statusWord, needsTsm }) => {
    return {
      thumbprint,
      outcome,
      ...(statusWord === undefined ? {} : { statusWord }),
      ...(needsTsm === undefined ? {} : { needsTsm }),
    };
  });
  const digest = hexDigest(JSON.stringify(claims.results));
  return { commandId, nonce, seq, results, digest, answeredAt: new Date(at * 1000) };
}
