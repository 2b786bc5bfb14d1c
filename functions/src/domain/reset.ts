import { askTsmAgain } from "./askTsmAgain.ts";
import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { isErasedStill } from "./erasedStill.ts";
import { type HeardReset, hearReset } from "./hearReset.ts";
import { type FreshIds, openOrJoinWipe } from "./openWipe.ts";
import type { ResetAnswer } from "./resetCapability.ts";
import { lastShownAt, type Showing } from "./shown.ts";
import type { Wipe } from "./wipe.ts";

/** How far a reset has come that a phone's maker tells of. */
export const resetPhases = ["started", "completed"] as const;
export type ResetPhase = (typeof resetPhases)[number];

/** What a maker tells of a phone that its user initialises. */
export interface ResetReport {
  readonly phase: ResetPhase;
  /** When the phone came to this phase. */
  readonly reachedAt: Date;
}

/** A phone that was reset, with what of it is its own. */
export interface ResetDevice {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipe: Wipe | undefined;
}

/** What a report is judged by. */
export interface ResetTerms {
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
 * registry says that this reset has. What another wipe was closed on without proof is asked of the SEI-TSM by a new one.
 */
export function takeReset(reset: ResetDevice, terms: ResetTerms): Wipe | undefined {
  const heard = heardOf(terms);
  const owed = heard.clears || heard.hasTsm ? withInForce(reset, terms) : reset.wipe;
  const wipe = owed && hearReset(owed, heard);
  const again = heard.hasTsm ? askTsmAgain({ ...reset, wipe }, terms) : undefined;
  return again ? hearReset(again, heard) : wipe;
}

/** What a report says to each of the phone's wipes: only a reset that is completed has cleared anything. */
export function heardOf({ report, clears, hasTsm, now }: ResetTerms): HeardReset {
  const hasCleared = report.phase === "completed" && clears === "yes";
  return { evidence: "resetReported", clears: hasCleared, at: report.reachedAt, hasTsm, now };
}

/**
 * Whether a report says anything about an enrolment: not where the phone has registered since what it tells of, for it has shown
 * its certificates then, and the report came late. A phone that registers during a reset isn't spared what completes it.
 */
export function isStruck(device: Showing, { reachedAt }: ResetReport): boolean {
  return lastShownAt(device) <= reachedAt;
}

/** The wipe with the certificates in force that it doesn't list yet. */
function withInForce({ device, certificates, wipe: current }: ResetDevice, { fresh, now }: ResetTerms) {
  const inForce = device.state === "active" ? certificates.filter(isInForce) : [];
  if (inForce.length === 0) return current;
  return openOrJoinWipe({
    ...{ device, certificates: inForce, current, fresh, now },
    scope: "applet",
    isByReset: true,
  });
}

/** Whether a wipe lists a certificate that is in force, as one that a reset opened does until it is revoked. */
export function listsInForce({ certificates }: Wipe, own: readonly Certificate[]): boolean {
  const inForce = new Set(own.filter(isInForce).map(({ certificateId }) => certificateId));
  return certificates.some(({ certificateId }) => inForce.has(certificateId));
}

/**
 * Whether a device's holder is to revoke by card what is in force, because its reset has erased that or is about to: not once the
 * reset was taken back, nor where the phone has shown since that it is there.
 */
export function isResetInForce({ device, certificates, wipe }: ResetDevice): boolean {
  if (wipe === undefined || wipe.state === "cancelled" || device.state !== "active") return false;
  if (wipe.state === "confirmed") return isErasedInForce({ device, certificates, wipe });
  return listsInForce(wipe, certificates);
}

/** Whether some of a device's certificates are erased and in force: its holder has to be told to revoke them. */
export function isErasedInForce({ device, certificates, wipe }: ResetDevice): boolean {
  return (
    wipe !== undefined &&
    certificates.some((one) => isInForce(one) && isErasedStill(one.certificateId, wipe, device))
  );
}
