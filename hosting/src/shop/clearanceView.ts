import * as z from "zod/mini";

const words = z.object({ ja: z.string(), en: z.string() });

/**
 * A clearance as the service answers it, read tolerantly: a field or a step that a later service adds must not blank the page
 * of a shop that has it open. The wire contract has it strictly.
 */
export const ClearanceView = z.object({
  clearanceId: z.string(),
  verdict: z.enum(["clear", "revokeFirst", "eraseFirst", "initialise", "unknown"]),
  isRevoked: z.boolean(),
  isErased: z.boolean(),
  words,
  todo: z.object({ step: z.string(), ja: z.string(), en: z.string() }),
  phone: z.object({ model: z.string(), platform: z.string() }),
  pullUrl: z.string(),
  /** An earlier service doesn't tell `mayConfirm`; the first of two clerks who confirms there changes nothing. */
  initialisation: z.optional(
    z.object({ state: z.string(), at: z.string(), mayConfirm: z.optional(z.boolean()) }),
  ),
  asOf: z.string(),
  expiresAt: z.string(),
  mayBeProven: z.boolean(),
  /** What a proof would say of who looked at the phone; an earlier service doesn't tell. */
  shopsWord: z.optional(z.string()),
});
export type ClearanceView = z.infer<typeof ClearanceView>;
export type Verdict = ClearanceView["verdict"];

/** A proof that a phone is clear, as the service answers it. */
export const ClearanceProof = z.object({
  jws: z.string(),
  qr: z.string(),
  verificationCode: z.string(),
  expiresAt: z.string(),
});
export type ClearanceProof = z.infer<typeof ClearanceProof>;
