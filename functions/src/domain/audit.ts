import type { Refusal } from "./refusal.ts";

export const auditedActs = [
  "holderRegistered",
  "sessionOpened",
  "deviceRegistered",
  "deviceRefreshed",
  "deviceOvertaken",
  "certificatesRevoked",
  "warningShown",
  "wipeConfirmed",
  "wipeDeferred",
  "wipeStuck",
  "wipeCancelled",
  "wipeClosed",
  "acknowledgementTaken",
  "acknowledgementContradicted",
  "acknowledgementRefused",
  "tsmReportTaken",
  "resetReported",
  "foundInForce",
  "foundErasedReported",
  "certificateExpired",
  "cardRenewed",
  "cardRevoked",
  "cardExpired",
  "holderDeceased",
  "detailsChanged",
  "certificatesHeld",
  "holdRefused",
  "holdReleased",
  "holdEscalated",
  "holdChoiceMade",
  "contactChanged",
  "declaredInitialised",
  "declaredDestroyed",
  "declaredFound",
  "declaredStillUsed",
  "handOverPlanned",
  "handOverTakenBack",
  "handOverCodeMade",
  "handOverCodeLocked",
  "clearanceOpened",
  "pullAsked",
  "initialisationSaid",
  "initialisationRecorded",
  "proofIssued",
  "editPutBack",
  "staffAdded",
  "staffChanged",
  "staffDisabled",
  "partnerRegistered",
  "partnerKeyAdded",
  "partnerKeyRetired",
  "partnerDisabled",
  "partnerEnabled",
  "shopRegistered",
  "shopChanged",
  "shopDisabled",
  "shopEnabled",
  "resetRegistryLoaded",
  "sessionRefused",
  "registrationRefused",
  "revocationRefused",
  "previewRefused",
  "viewRefused",
  "listRefused",
  "declarationRefused",
  "handOverRefused",
  "handOverCodeRefused",
  "clearanceRefused",
  "proofRefused",
  "releaseRefused",
  "holdChoiceRefused",
  "contactRefused",
  "tsmReportRefused",
  "resetReportRefused",
  "caEventRefused",
  "requestRefused",
] as const;
export type AuditedAct = (typeof auditedActs)[number];

export const auditMethods = [
  "cardSignature",
  "certificateSignature",
  "deviceSignature",
  "partnerSignature",
  "projectRights",
  "session",
  "staffSession",
  "holderChoice",
  "table",
  "none",
] as const;
export type AuditMethod = (typeof auditMethods)[number];

export const auditActors = [
  "holder",
  "device",
  "agent",
  "clerk",
  "maker",
  "tsm",
  "ca",
  "admin",
  "service",
  "unknown",
] as const;
type AuditActor = (typeof auditActors)[number];

/** What happened, told once: who did what to what, and how they proved it. Ids only, never personal data. */
export interface AuditFact {
  readonly act: AuditedAct;
  readonly actor: AuditActor;
  readonly method: AuditMethod;
  /** Document paths of what it was done to. */
  readonly subjects: readonly string[];
  readonly at: Date;
  /** Why not, of what was refused; the detail isn't kept. */
  readonly refusal?: Refusal;
}

/** A fact in its chain: `hash` covers the fact, its place and the hash before it. */
export interface AuditEntry extends AuditFact {
  readonly auditId: string;
  /** Whose chain it is, or whose device's; absent in the registers', which are nobody's. */
  readonly holderId?: string;
  /** Path of the document that carries the chain's head. */
  readonly chain: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}
