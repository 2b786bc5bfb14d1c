import { z } from "zod";
import { certificateKinds } from "../domain/certificate.ts";
import { platforms } from "../domain/device.ts";
import { pushTargetKinds } from "../domain/pushTarget.ts";
import { CompactJws, HexId, keptText, proofClaims, Sha256 } from "./jws.ts";

/**
 * Callable `registerDevice`, signed in as the holder: one registration signed by the device key, and a proof of
 * possession for every certificate in the secure element. Sent again whenever the push target or the app changes.
 */
export const RegisterDevice = z.strictObject({
  registration: CompactJws,
  possessions: z.array(CompactJws).min(1).max(2),
  /** A statement of the SEI-TSM (tsm.ts), where it gave one: proves which secure element the certificates are in. */
  statement: CompactJws.exactOptional(),
});

/** What the device key signs. Header: `typ device-registration+jwt`, `alg ES256`, `jwk` (the device's public key). */
export const DeviceRegistration = z.strictObject({
  ...proofClaims,
  /** The holder's id. */
  sub: z.string().min(1).max(128),
  /** The secure element's own id (its CPLC or EID), which only its keyed hash survives. */
  secureElementId: z.string().min(8).max(256),
  handset: z.strictObject({
    platform: z.enum(platforms),
    model: keptText(64),
    osVersion: keptText(32),
    appVersion: keptText(32),
  }),
  pushTarget: z.strictObject({ kind: z.enum(pushTargetKinds), value: keptText(4096) }),
});

/** What each certificate's key signs. Header: `typ certificate-possession+jwt`, `alg ES256`, `x5c` (leaf first). */
export const CertificatePossession = z.strictObject({
  ...proofClaims,
  sub: z.string().min(1).max(128),
  kind: z.enum(certificateKinds),
  /** RFC 7638 thumbprint of the device key: ties the certificate to the device that registers it. */
  deviceKey: Sha256,
});

/** The answer: what to call the device, and how many times its secure element has been enrolled. */
export const RegisteredDevice = z.strictObject({
  deviceId: HexId,
  generation: z.int().min(1),
  certificates: z.array(z.strictObject({ certificateId: HexId, kind: z.enum(certificateKinds) })),
});
