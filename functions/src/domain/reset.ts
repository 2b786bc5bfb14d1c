import { handOver } from "./acknowledgement.ts";
import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { endWipe } from "./endWipe.ts";
import { contactWipe } from "./enrolment.ts";
import { strongerEvidence } from "./evidence.ts";
import { type FreshIds, isErasedStill, openOrJoinWipe, shownAt } from "./openWipe.ts";
import type { ResetAnswer } from "./resetCapability.ts";
import type { Wipe } from "./wipe.ts";
import { isOpen, wipeMoves } from "./wipeMoves.ts";

/** How far a reset has come that a phone's maker tells of. */
export const resetPhases = ["started", "completed"] as const;
export type ResetPhase = (typeof resetPhases)[number];

/** What a maker tells of a phone that its user initialises. */
export interface ResetReport {
  readonly phase: ResetPhase;
  readonly startedAt: Date;
}

/** A phone that was reset, with what of it is its own. */
export interface ResetDevice {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipe: Wipe | undefined;
}

/** What a report is judged by. */
export interface ResetOrder {
  readonly report: ResetReport;
  /** Whether a reset clears such a phone's secure element, by the reset registry. */
  readonly clears: ResetAnswer;
  /** Whether a SEI-TSM is there to ask. */
  readonly hasTsm: boolean;
  readonly fresh: FreshIds;
  readonly now: Date;
}

/**
 * The wipe of a phone after its maker's report of a reset (countermeasure 3); the very same one where the report changes nothing,
 * undefined where there is none. What is in force is listed too where it can be erased: by the SEI-TSM, or because the
 * registry says that this reset has.
 */
export function takeReset(reset: ResetDevice, order: ResetOrder): Wipe | undefined {
  const isErased = order.report.phase === "completed" && order.clears === "yes";
  const owed = isErased || order.hasTsm ? withInForce(reset, order) : reset.wipe;
  if (!owed) return undefined;
  return isErased ? confirmByReset(owed, order.now) : handToTsm(owed, order);
}

/**
 * Whether a report says anything about an enrolment: not where the phone has registered since the reset began, for it has shown
 * its certificates then, and the report came late.
 */
export function isStruck(
  device: Pick<Device, "pushTarget" | "registrationSignedAt">,
  { startedAt }: ResetReport,
): boolean {
  return shownAt(device) <= startedAt;
}

/** The wipe with the certificates in force that it doesn't list yet. */
function withInForce({ device, certificates, wipe: current }: ResetDevice, { fresh, now }: ResetOrder) {
  const inForce = device.state === "active" ? certificates.filter(isInForce) : [];
  if (inForce.length === 0) return current;
  return openOrJoinWipe({
    ...{ device, certificates: inForce, current, fresh, now },
    scope: "applet",
    isByReset: true,
  });
}

/** The registry's word is written on each certificate: it is what says later that this wipe may be confirmed. */
function confirmByReset(wipe: Wipe, now: Date): Wipe {
  if (wipeMoves[wipe.state].confirm === wipe.state) return wipe;
  const certificates = wipe.certificates.map((target) => ({
    ...target,
    evidence: strongerEvidence(target.evidence ?? "none", "resetReported"),
  }));
  return { ...endWipe(wipe, "confirm", now), certificates, evidence: raised(wipe) };
}

/** What is open is asked of the SEI-TSM now: the app is about to be gone, and the phone is on. */
function handToTsm(wipe: Wipe, { hasTsm, now }: ResetOrder): Wipe {
  if (wipe.state === "closedUnverified") return { ...wipe, evidence: raised(wipe) };
  if (!isOpen(wipe.state)) return wipe;
  const heard = { ...wipe, evidence: raised(wipe) };
  if (!hasTsm) return heard;
  if (wipe.nextStep !== "askTsm") return handOver(heard, now);
  const isDue = wipe.nextStepAt !== undefined && wipe.nextStepAt <= now;
  // One under way is that request; what the SEI-TSM or a fault of ours put off waits as long as that said.
  if (isDue || wipe.attemptIsOpen || wipe.movesInARow > 0) return heard;
  return contactWipe(heard, heard.deviceKey, now);
}

function raised({ evidence }: Wipe): Wipe["evidence"] {
  return strongerEvidence(evidence, "resetReported");
}

/** Whether a wipe lists a certificate that is in force, as one that a reset opened does until it is revoked. */
export function listsInForce({ certificates }: Wipe, own: readonly Certificate[]): boolean {
  const inForce = new Set(own.filter(isInForce).map(({ certificateId }) => certificateId));
  return certificates.some(({ certificateId }) => inForce.has(certificateId));
}

/** Whether a device's certificates are erased although some are in force: its holder has to be told to revoke them. */
export function isErasedInForce({ device, certificates, wipe }: ResetDevice): boolean {
  return wipe !== undefined && isErasedStill(wipe, device) && listsInForce(wipe, certificates);
}
