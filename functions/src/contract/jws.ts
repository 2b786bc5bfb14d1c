import { z } from "zod";

/** The `typ` of every signed message that crosses the wire (RFC 7515 section 4.1.9, RFC 8725 section 3.11). */
export const messageTypes = {
  sessionApplication: "session-application+jwt",
  revocationApplication: "revocation-application+jwt",
  releaseApplication: "release-application+jwt",
  onDeviceRevocation: "on-device-revocation+jwt",
  deviceRegistration: "device-registration+jwt",
  certificatePossession: "certificate-possession+jwt",
  commandRequest: "command-request+jwt",
  clearanceRequest: "clearance-request+jwt",
  wipeCommand: "wipe-command+jwt",
  wipeAcknowledgement: "wipe-acknowledgement+jwt",
  secureElementStatement: "secure-element-statement+jwt",
  tsmRequest: "tsm-request+jwt",
  tsmReport: "tsm-report+jwt",
  resetReport: "reset-report+jwt",
  caEvent: "ca-event+jwt",
  revocationReceipt: "revocation-receipt+jwt",
  erasureReceipt: "erasure-receipt+jwt",
  clearanceProof: "clearance-proof+jwt",
} as const;
export type MessageType = (typeof messageTypes)[keyof typeof messageTypes];

/** A JWS in compact serialisation (RFC 7515 section 7.1), at most 16 KiB. */
export const CompactJws = z
  .string()
  .max(16_384)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, "must be a JWS in compact serialisation");

/** Base64url SHA-256, 43 characters: certificate thumbprints (RFC 7515 section 4.1.8) and key thumbprints (RFC 7638). */
export const Sha256 = z.string().regex(/^[\w-]{43}$/, "must be a SHA-256 in base64url");

/** Hex SHA-256, 64 characters: the ids of devices, certificates and revocations. */
export const HexId = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");

/** The code that two people compare on the telephone (domain/verificationCode.ts). */
export const VerificationCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);

/** A text to be kept, with its longest length: well-formed Unicode, for half a surrogate pair can't be stored as UTF-8. */
export function keptText(longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => text.isWellFormed(), "must be well-formed Unicode");
}

/** A wipe's id, a dot, and the command's version from 1. Nothing that a document path could be bent with. */
export const CommandId = z
  .string()
  .max(72)
  .regex(/^(?!__.*__\.)[\w-]+\.[1-9]\d{0,5}$/, "must be a command's id");

/** Seconds since 1970 (RFC 7519 NumericDate), whole. */
export const NumericDate = z.int().positive();

/** The claims of every signed application: for whom, from when until when (at most 600 s), and a number used once. */
export const proofClaims = {
  aud: z.url(),
  iat: NumericDate,
  exp: NumericDate,
  jti: z.string().min(16).max(128),
};

/** A partner's id, as it was registered. */
const PartnerId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}[a-z0-9]$/, "must be a partner's id");

/** The claims of every message of a partner (RFC 7523 section 3): who, for whom, at most 300 s, and a number used once. */
export const partnerClaims = {
  ...proofClaims,
  iss: PartnerId,
  /** The same as `iss`. */
  sub: PartnerId,
};

/** A P-256 public key as a JWK (RFC 7517). */
export const PublicKeyJwk = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: Sha256,
  y: Sha256,
});
