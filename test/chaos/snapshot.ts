import { z } from "zod";
import type { RevocationView } from "../../functions/src/contract/revocation.ts";
import { AuditFields } from "../../functions/src/store/adminCodecs.ts";
import type { PhoneView } from "../stack/phones/phoneView.ts";
import type { ActingPhone } from "./cast.ts";

const time = z.iso.datetime();
const auditHead = z.object({ sequence: z.int(), hash: z.string() });

const Attempt = z.object({ wipeId: z.string(), number: z.int(), outcome: z.string() });

/** `wipes/{wipeId}`, as far as a run is judged by it. */
export const SeenWipe = z.object({
  wipeId: z.string(),
  deviceId: z.string(),
  state: z.string(),
  attempts: z.int(),
  lastAttempt: Attempt.optional(),
  nextStep: z.string().optional(),
  nextStepAt: time.optional(),
  openedAt: time,
  endedAt: time.optional(),
  certificates: z.array(z.object({ certificateId: z.string(), thumbprint: z.string() })),
});
export type SeenWipe = z.infer<typeof SeenWipe>;

/** `certificates/{certificateId}`, likewise. */
export const SeenCertificate = z.object({
  certificateId: z.string(),
  deviceId: z.string(),
  state: z.string(),
});
export type SeenCertificate = z.infer<typeof SeenCertificate>;

/** `devices/{deviceId}`, likewise. */
export const SeenDevice = z.object({
  deviceId: z.string(),
  holderId: z.string(),
  wipeId: z.string().optional(),
  auditHead,
});
export type SeenDevice = z.infer<typeof SeenDevice>;

/** `holders/{holderId}`, likewise. */
export const SeenHolder = z.object({
  holderId: z.string(),
  auditHead,
});
export type SeenHolder = z.infer<typeof SeenHolder>;

/** `audit/{auditId}`, whole: its hash covers all of it. */
export const SeenAuditEntry = AuditFields.extend({
  at: time.transform((text) => new Date(text)),
});
export type SeenAuditEntry = z.infer<typeof SeenAuditEntry>;

/** `wipes/{wipeId}/attempts/{n}` with its document id; the attempt noted on the wipe goes by its number. */
export const SeenAttempt = Attempt.extend({ documentId: z.string() });
export type SeenAttempt = z.infer<typeof SeenAttempt>;

/** One message that FCM accepted, and what became of it. */
export interface SeenMessage {
  readonly wipeId: string;
  readonly fate: string;
}

/** An enrolled phone of the run: what was planned for it and what it is now. */
export interface SeenPhone extends ActingPhone {
  readonly view: Pick<PhoneView, "secureElement" | "answers">;
}

/** Everything that a run left behind, read once and judged afterwards. */
export interface Snapshot {
  readonly answers: readonly RevocationView[];
  readonly phones: readonly SeenPhone[];
  readonly devices: readonly SeenDevice[];
  readonly certificates: readonly SeenCertificate[];
  readonly wipes: readonly SeenWipe[];
  readonly attempts: readonly SeenAttempt[];
  readonly holders: readonly SeenHolder[];
  readonly audit: readonly SeenAuditEntry[];
  readonly messages: readonly SeenMessage[];
}
