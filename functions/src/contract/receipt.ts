import { z } from "zod";
import { certificateKinds } from "../domain/certificate.ts";
import { erasureTechniques, erasureTools } from "../domain/erasureReceipt.ts";
import { evidenceLevels } from "../domain/evidence.ts";
import { outcomes } from "../domain/wipe.ts";
import { CompactJws, HexId, NumericDate, Sha256, VerificationCode } from "./jws.ts";

/** A receipt: signed for machines, and in words. `verificationCode` is for two people to compare on the telephone. */
export const Receipt = z.strictObject({
  jws: CompactJws,
  verificationCode: VerificationCode,
  ja: z.string(),
  en: z.string(),
});

/** One certificate by its kind and the end of its serial number, in hex; nothing more of the serial is ever kept. */
const certificate = {
  kind: z.enum(certificateKinds),
  serialEnding: z
    .string()
    .regex(/^[0-9a-f]{1,4}$/)
    .exactOptional(),
};

/** What we sign as a receipt for a revocation: compact JWS, ES256, `typ revocation-receipt+jwt`, `kid` as published. */
export const RevocationReceipt = z.strictObject({
  iss: z.url(),
  /** The revocation's id. */
  jti: HexId,
  /** When the application was taken. */
  iat: NumericDate,
  devices: z
    .array(
      z.strictObject({
        deviceId: HexId,
        /** What the phone called itself at that time. */
        model: z.string(),
        certificates: z.array(z.strictObject({ ...certificate, revokedAt: NumericDate })).min(1),
      }),
    )
    .min(1),
});

/** What we sign as a receipt for an erasure: as above, with `typ erasure-receipt+jwt`. */
export const ErasureReceipt = z.strictObject({
  iss: z.url(),
  /** The wipe's id, a dot, and the evidence: stronger evidence makes another receipt. */
  jti: z.string(),
  /** When the erasure was confirmed. */
  iat: NumericDate,
  wipeId: z.string(),
  media: z.strictObject({ type: z.literal("secureElement"), deviceId: HexId, model: z.string() }),
  certificates: z
    .array(
      z.strictObject({
        ...certificate,
        outcome: z.enum(outcomes).exactOptional(),
        evidence: z.enum(evidenceLevels),
      }),
    )
    .min(1),
  sanitization: z.strictObject({
    category: z.literal("clear"),
    steps: z.array(
      z.strictObject({
        tool: z.enum(erasureTools),
        version: z.string().exactOptional(),
        technique: z.enum(erasureTechniques),
        keyThumbprint: Sha256.exactOptional(),
      }),
    ),
  }),
  verification: z.strictObject({ evidence: z.enum(evidenceLevels), verifiedAt: NumericDate }),
  /** When the wipe was opened. */
  orderedAt: NumericDate,
});
