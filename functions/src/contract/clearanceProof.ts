import { z } from "zod";
import { platforms } from "../domain/device.ts";
import { evidenceLevels } from "../domain/evidence.ts";
import { shownBys } from "../domain/shownPhone.ts";
import { CompactJws, HexId, NumericDate, Sha256, VerificationCode } from "./jws.ts";

/** The IMEI or serial number as somebody reads it off the phone, spaces and hyphens as they like; it is never kept. */
const phone = z.strictObject({ shown: z.string().min(8).max(64) });

/** `POST /v1/clearances/{id}/proofs`: a clerk asks for the proof of a clearance that is clear, for the phone on the counter. */
export const ProveClearance = z.strictObject({ phone });

/** Callable `createClearanceProof`, within ten minutes of signing in by card: the holder asks for the proof of a phone of theirs. */
export const CreateClearanceProof = z.strictObject({ deviceId: HexId, phone });

/** The answer to either: the proof, the text of the QR code that leads a buyer to the page that verifies it, and its end. */
export const ClearanceProofAnswer = z.strictObject({
  jws: CompactJws,
  qr: z.url(),
  verificationCode: VerificationCode,
  expiresAt: z.iso.datetime(),
});

/**
 * What we sign as a clearance proof: compact JWS, ES256, `typ clearance-proof+jwt`, `kid` as published. Of whom the phone was, of
 * its certificates and of who asked it says nothing.
 */
export const ClearanceProof = z.strictObject({
  iss: z.url(),
  jti: z.string(),
  iat: NumericDate,
  /** Thirty days after `iat` at the latest: a phone can be enrolled again. */
  exp: NumericDate,
  /** What the phone calls itself, its beginning. */
  model: z.string(),
  platform: z.enum(platforms),
  verdict: z.literal("clear"),
  evidence: z.enum(evidenceLevels),
  /** Since when nothing is left: the last of its revocations, expiries and its erasure. */
  clearedAt: NumericDate,
  phone: z.strictObject({
    salt: z.string().regex(/^[\w-]{1,64}$/),
    /** Base64url SHA-256 of the salt, a dot, and the IMEI or serial number in capital letters without anything in between. */
    hash: Sha256,
    /** Whose word it is that this is its number: a shop's to which the phone answered, a shop's by its holder's code, or its holder's alone. */
    shownBy: z.enum(shownBys),
  }),
});
