import { type Certificate, type CertificateKind, type CertificateState, currentHold } from "./certificate.ts";
import type { Device, DeviceState } from "./device.ts";
import { handOverOf } from "./deviceMatter.ts";
import type { Evidence } from "./evidence.ts";
import { forecastHibernation, type HibernationRule } from "./hibernation.ts";
import { type Instruction, instructionFor } from "./instruction.ts";
import { isOutOfHands } from "./outOfHands.ts";
import { isResetInForce } from "./reset.ts";
import type { ResetAnswer } from "./resetCapability.ts";
import type { Wipe } from "./wipe.ts";
import { isOpen } from "./wipeMoves.ts";

/** How an erasure stands for its holder. `none`: nothing is to be erased. `waiting`: for the phone; which attempt it is doesn't matter. */
export const shownErasures = [
  "none",
  "waiting",
  "received",
  "deferred",
  "stuck",
  "confirmed",
  "closedUnverified",
  "cancelled",
] as const;
export type ShownErasure = (typeof shownErasures)[number];

/** A text in the languages that there are. */
export interface InBoth {
  readonly ja: string;
  readonly en: string;
}

/** A certificate as its holder sees it; `changedAt` is when its state last changed, absent for one that was never touched. */
interface ShownCertificate {
  readonly kind: CertificateKind;
  readonly state: CertificateState;
  readonly changedAt?: Date;
}

/** How a device stands, in codes. Certificates and erasure are apart: revoked says nothing about erased. */
export interface DeviceStanding {
  readonly deviceId: string;
  readonly model: string;
  readonly state: DeviceState;
  readonly certificates: readonly ShownCertificate[];
  readonly erasure: { readonly state: ShownErasure; readonly evidence: Evidence };
  readonly instruction: Instruction;
  readonly lastSeenAt: Date;
  /** When something is next done for it, as known at `updatedAt`; absent where nothing is due. */
  readonly nextStepAt?: Date;
  /** The day on which the holder hands it over, where one was named. */
  readonly handOverOn?: Date;
}

/** What a holder sees of one device, in words too: the live view, and a line of `listDevices`. */
export interface DeviceView extends Omit<DeviceStanding, "erasure" | "instruction"> {
  readonly erasure: DeviceStanding["erasure"] & { readonly words: InBoth };
  readonly todo: InBoth & { readonly instruction: Instruction };
  readonly updatedAt: Date;
}

/** What a view is made of: the device, what of it is still its own, and its wipe. */
export interface DeviceParts {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipe: Wipe | undefined;
}

/** What else decides what is shown. */
interface ViewRules {
  readonly resetHelps: ResetAnswer;
  readonly hibernation: HibernationRule;
  readonly now: Date;
}

/** How a device stands now, for its holder. */
export function standingOf({ device, certificates, wipe }: DeviceParts, rules: ViewRules): DeviceStanding {
  const { deviceId, handset, state, lastSeenAt } = device;
  const { resetHelps, hibernation, now } = rules;
  const sleepsFrom = forecastHibernation(device, hibernation)?.from;
  const isGone = isOutOfHands(certificates);
  const isAskedFor = device.matter?.about === "erasedNotRevoked";
  const isInForceStill = isAskedFor || isResetInForce({ device, certificates, wipe });
  return {
    deviceId,
    model: handset.model,
    state,
    certificates: certificates.map(shown),
    erasure: { state: shownErasureOf(wipe), evidence: wipe?.evidence ?? "none" },
    instruction: instructionFor({
      ...{ wipe, device, resetHelps, now, sleepsFrom, isInForceStill },
      isOutOfHands: isGone,
    }),
    lastSeenAt,
    ...(wipe?.nextStepAt ? { nextStepAt: wipe.nextStepAt } : {}),
    ...handOverOf(device),
  };
}

function shown(certificate: Certificate): ShownCertificate {
  const { kind, state, revocation, expiresAt, holds } = certificate;
  const changes = {
    valid: holds?.at(-1)?.endedAt,
    onHold: currentHold(certificate)?.heldAt,
    revoked: revocation?.revokedAt,
    expired: expiresAt,
  } as const satisfies Record<CertificateState, Date | undefined>;
  const changedAt = changes[state];
  return { kind, state, ...(changedAt ? { changedAt } : {}) };
}

/** How a wipe stands for its holder. */
export function shownErasureOf(wipe: Wipe | undefined): ShownErasure {
  if (!wipe) return "none";
  return wipe.state === "pending" || wipe.state === "sent" ? "waiting" : wipe.state;
}

/** Whether a wipe's holder sees a difference: not from one attempt to the next. */
export function isShownWipeChange(before: Wipe | undefined, after: Wipe): boolean {
  if (!before) return true;
  const isSame = shownErasureOf(before) === shownErasureOf(after) && before.evidence === after.evidence;
  return !isSame || (isOpen(after.state) && before.nextStep !== after.nextStep);
}

/** How far behind a view's `lastSeenAt` may be, milliseconds: an app that asks twice a day isn't written down each time. */
const seenCoarsely = 12 * 60 * 60_000;

/**
 * Whether a device's holder sees a difference, or may: whatever is told in its audit may have changed its certificates. Where
 * its wipe has opened or ended, the change of the wipe itself says so.
 */
export function isShownDeviceChange(before: Device | undefined, after: Device): boolean {
  if (!before) return true;
  if (before.wipeId !== after.wipeId || before.erasure !== after.erasure) return false;
  const wait = after.lastSeenAt.getTime() - before.lastSeenAt.getTime();
  return (
    wait >= seenCoarsely ||
    before.auditHead.sequence !== after.auditHead.sequence ||
    before.state !== after.state ||
    before.handset.model !== after.handset.model ||
    before.pushTarget.state !== after.pushTarget.state
  );
}

/** Whether two views say the same, whenever they were made. */
export function isSameView(one: DeviceView, other: DeviceView): boolean {
  return spelled(one) === spelled(other);
}

function spelled({ erasure, todo, certificates, ...rest }: DeviceView): string {
  const { deviceId, model, state, lastSeenAt, nextStepAt, handOverOn } = rest;
  return JSON.stringify([
    [deviceId, model, state, lastSeenAt, nextStepAt, handOverOn],
    certificates.map((one) => [one.kind, one.state, one.changedAt]),
    [erasure.state, erasure.evidence, erasure.words.ja, erasure.words.en],
    [todo.instruction, todo.ja, todo.en],
  ]);
}
