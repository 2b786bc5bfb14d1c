export const auditedActs = [
  "holderRegistered",
  "sessionOpened",
  "deviceRegistered",
  "deviceRefreshed",
  "deviceOvertaken",
  "certificatesRevoked",
  "wipeConfirmed",
  "wipeDeferred",
  "wipeStuck",
  "wipeCancelled",
  "wipeClosed",
  "acknowledgementTaken",
  "acknowledgementContradicted",
  "acknowledgementRefused",
  "tsmReportTaken",
  "certificateExpired",
  "editPutBack",
] as const;
export type AuditedAct = (typeof auditedActs)[number];

export const auditMethods = [
  "cardSignature",
  "deviceSignature",
  "partnerSignature",
  "table",
  "none",
] as const;
export type AuditMethod = (typeof auditMethods)[number];

/** What happened, told once: who did what to what, and how they proved it. Ids only, never personal data. */
export interface AuditFact {
  readonly act: AuditedAct;
  readonly actor: "holder" | "device" | "tsm" | "service" | "unknown";
  readonly method: AuditMethod;
  /** Document paths of what it was done to. */
  readonly subjects: readonly string[];
  readonly at: Date;
}

/** A fact in its holder's chain: `hash` covers the fact, its place and the hash before it. */
export interface AuditEntry extends AuditFact {
  readonly auditId: string;
  readonly holderId: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}
