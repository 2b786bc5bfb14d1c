import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { isErasedStill } from "./erasedStill.ts";
import { type Evidence, evidenceLevels } from "./evidence.ts";
import { newestWipeOf } from "./newestWipe.ts";
import { endedOnHold, isOutOfHands } from "./outOfHands.ts";
import { hasCommand } from "./receiveCommand.ts";
import type { ResetAnswer } from "./resetCapability.ts";
import { isBackSinceReset, type Showing } from "./shown.ts";
import type { Wipe } from "./wipe.ts";

/** What a counter check (窓口確認) comes to. */
export const verdicts = ["clear", "revokeFirst", "eraseFirst", "initialise", "unknown"] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * What is to be done next, in the paper's order. revokeOnPhone: 2-1 and 2-2, by the holder on the phone · revokeByCard: 1-1, on any
 * phone or PC · pullNow: the app fetches its command now · wait: it was told to a moment ago · initialise: countermeasure 3 ·
 * askMaker: neither helps · newCode: this enrolment says nothing · handOver: nothing is left. Each has a text of its own.
 */
export const clearanceSteps = [
  "handOver",
  "revokeOnPhone",
  "revokeByCard",
  "pullNow",
  "wait",
  "initialise",
  "askMaker",
  "newCode",
] as const;
export type ClearanceStep = (typeof clearanceSteps)[number];

/** May this phone be handed on? Computed from what is stored, never stored as truth. */
export interface Clearance {
  readonly verdict: Verdict;
  readonly isRevoked: boolean;
  readonly isErased: boolean;
  readonly evidence: Evidence;
  readonly step: ClearanceStep;
  readonly asOf: Date;
}

/** What a clearance is decided from. */
export interface ClearanceFacts {
  /** The device's own certificates: those that no later enrolment took over. */
  readonly certificates: readonly Certificate[];
  /** The wipe opened last, if any. */
  readonly wipe: Wipe | undefined;
  /** Those before it: each lists what its own revocation or expiry stopped, so one alone may not account for them all. */
  readonly earlierWipes?: readonly Wipe[];
  readonly device: Pick<Device, "lastSeenAt"> & Showing;
  readonly resetHelps: ResetAnswer;
  /** When the shop last made the phone fetch its command, in this check. */
  readonly pulledAt?: Date | undefined;
  /** Whether the phone itself asked to be checked, which says nothing of who has it; else its holder did, with a code. */
  readonly isByPhone?: boolean;
  readonly now: Date;
}

/** How long a phone that was told to fetch its command is given for it, milliseconds. */
export const pullPatience = 2 * 60_000;

/**
 * Whether a phone may be handed on, and what is left to do, in the paper's order: revoke, then erase, then initialise. One that was
 * lost or stolen, or on hold until its end, is clear only where its holder shows by a code that it is with them; otherwise it looks like an enrolment that
 * says nothing, so that nobody is told why.
 */
export function clearanceOf(facts: ClearanceFacts): Clearance {
  const clearance = decide(facts);
  const { certificates, isByPhone = false } = facts;
  const mayBeTaken = isByPhone && (isOutOfHands(certificates) || endedOnHold(certificates));
  return clearance.verdict === "clear" && mayBeTaken ? decide({ ...facts, certificates: [] }) : clearance;
}

function decide(facts: ClearanceFacts): Clearance {
  const { certificates, wipe, now: asOf } = facts;
  const isRevoked = certificates.length > 0 && !certificates.some(isInForce);
  const isErased = certificates.length > 0 && certificates.every((one) => isGone(one, facts));
  const found = { isRevoked, isErased, evidence: evidenceOf(facts), asOf };
  if (certificates.some(isInForce))
    return { ...found, verdict: "revokeFirst", step: revokeStep(facts, isErased) };
  if (isRevoked && isErased) return { ...found, verdict: "clear", step: "handOver" };
  if (!isRevoked || wipe?.state === "cancelled") return { ...found, verdict: "unknown", step: "newCode" };
  const step = eraseStep(facts);
  return { ...found, verdict: step === "initialise" ? "initialise" : "eraseFirst", step };
}

/** On hold it was said to be lost: whoever brings it shows by the card to be its holder. Erased, it can't sign any more. */
function revokeStep({ certificates }: ClearanceFacts, isErased: boolean): ClearanceStep {
  const isOnHold = certificates.some(({ state }) => state === "onHold");
  return isOnHold || isErased ? "revokeByCard" : "revokeOnPhone";
}

/** The paper's order: what is under way is waited for, then it is asked again; only what failed then is for the last resort. */
function eraseStep(facts: ClearanceFacts): ClearanceStep {
  if (!isOver(facts) && isUnderWay(facts)) return "wait";
  if (isOver(facts) || hasFailed(facts)) return facts.resetHelps === "yes" ? "initialise" : "askMaker";
  return "pullNow";
}

/** Whether nothing is left that could be asked. One that was closed without proof can be pulled: the app may be there after all. */
function isOver({ wipe }: ClearanceFacts): boolean {
  return wipe?.endedAt !== undefined && !hasCommand(wipe);
}

/** Whether erasing from here has been tried in vain in this check, or its app is gone, hasn't been back since, and no SEI-TSM is there to ask. */
function hasFailed({ wipe, device, pulledAt }: ClearanceFacts): boolean {
  const isAppGone =
    wipe?.evidence === "resetReported" && wipe.nextStep !== "askTsm" && !isBackSinceReset(wipe, device);
  return pulledAt !== undefined || isAppGone;
}

/** Whether an answer may come any moment: it was pulled, has just had its command, or the SEI-TSM is being asked. */
function isUnderWay({ wipe, device, pulledAt, now }: ClearanceFacts): boolean {
  // Being pulled frees it: where it is back, the phone has refused since.
  const hasRefused = wipe?.state === "stuck" && wipe.cause === "deviceError";
  if (hasRefused) return false;
  if (pulledAt && isRecent(pulledAt, now)) return true;
  if (wipe?.state === "received" && wipe.nextStep === "attempt") return isRecent(device.lastSeenAt, now);
  return wipe?.nextStep === "askTsm" && isTsmBeingAsked(wipe, now);
}

/** A request is due or on its way, or was accepted just now. */
function isTsmBeingAsked({ nextStepAt, attemptIsOpen, lastAttempt }: Wipe, now: Date): boolean {
  const isDue = nextStepAt !== undefined && nextStepAt <= now && isRecent(nextStepAt, now);
  const isAccepted = lastAttempt?.outcome === "accepted" && isRecent(lastAttempt.attemptedAt, now);
  return attemptIsOpen || isDue || isAccepted;
}

function isRecent(then: Date, now: Date): boolean {
  return now.getTime() - then.getTime() < pullPatience;
}

/**
 * Whether a certificate is proven to be off the phone: the newest wipe that lists it is confirmed, and the phone hasn't
 * registered with it since, which takes that it is there.
 */
function isGone(certificate: Certificate, facts: ClearanceFacts): boolean {
  const wipe = wipeOf(certificate, facts);
  return wipe !== undefined && isErasedStill(certificate.certificateId, wipe, facts.device);
}

function wipeOf(certificate: Certificate, { wipe, earlierWipes = [] }: ClearanceFacts): Wipe | undefined {
  return newestWipeOf(certificate, wipe, earlierWipes);
}

/** How far it is believed that all of them are gone: as far as the weakest of their wipes. */
function evidenceOf(facts: ClearanceFacts): Evidence {
  const { certificates, wipe } = facts;
  if (certificates.length === 0) return wipe?.evidence ?? "none";
  const ranks = certificates.map((one) => evidenceLevels.indexOf(believed(one, facts)));
  return evidenceLevels[Math.min(...ranks)] ?? "none";
}

/** What its wipe's evidence is worth now: nothing where the phone has shown since that the certificate is there. */
function believed(certificate: Certificate, facts: ClearanceFacts): Evidence {
  const wipe = wipeOf(certificate, facts);
  const isBack = wipe?.state === "confirmed" && !isGone(certificate, facts);
  return wipe === undefined || isBack ? "none" : wipe.evidence;
}
