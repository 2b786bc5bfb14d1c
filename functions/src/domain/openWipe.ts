import type { Certificate } from "./certificate.ts";
import type { Device } from "./device.ts";
import { handOverOf } from "./deviceMatter.ts";
import { endWipe } from "./endWipe.ts";
import { isErasedStill } from "./erasedStill.ts";
import { isRefused } from "./refusal.ts";
import { type NextStep, type Wipe, type WipeScope, type WipeTarget, withoutAnswer } from "./wipe.ts";
import { wipeMoves } from "./wipeMoves.ts";

/** What a new wipe or a new command version needs that only the outside can make. */
export interface FreshIds {
  readonly wipeId: string;
  /** Base64url, 16 random bytes. */
  readonly nonce: string;
  readonly shard: number;
}

/** What has to be erased, from where, and the wipe that the device has already. */
interface Duty {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly current: Wipe | undefined;
  readonly fresh: FreshIds;
  readonly scope: WipeScope;
  /** Whether it is a reset of the phone that asks for it, and nobody has stopped these certificates. */
  readonly isByReset?: boolean;
  /** Whether another wipe listed them before, which has ended. */
  readonly isFollowUp?: boolean;
  readonly now: Date;
}

/** Attempts go on at least this long, also for a certificate that has expired already; milliseconds. */
const leastRetention = 180 * 24 * 60 * 60 * 1000;

/**
 * The duty that a revocation, an expiry or a reset creates: joins the device's open wipe with a new command version, or opens one whose
 * first attempt is due at once. Certificates that the wipe lists already add nothing; but where they were listed before they were
 * revoked, by a reset or an edit, the revocation makes a version of its own, by which it is told: so callers leave out what was
 * revoked before. A wipe that erased them all is theirs still: no other is opened, unless the phone has proven
 * since that it has them. One that is opened takes over what one that was closed has left unproven. For what was replaced in the phone
 * nothing is owed: a wipe of nothing else is over from the start.
 */
export function openOrJoinWipe(duty: Duty): Wipe {
  const { certificates, current, fresh, now, isByReset = false } = duty;
  const listed = new Set(current?.certificates.map((target) => target.certificateId));
  const isOwed = ({ certificateId, replacedAt }: Certificate) => !listed.has(certificateId) && !replacedAt;
  const added = certificates.filter(isOwed).map(target);
  const isNews = added.length > 0 || (!isByReset && certificates.some(isRevoked));
  if (current && areErasedStill(current, duty))
    return isNews ? { ...current, commandVersion: current.commandVersion + 1 } : current;
  const move = current && wipeMoves[current.state].join;
  if (!current || !move || isRefused(move)) return open(duty);
  if (!isNews) return current;
  // An attempt under way carries the earlier version: its result no longer counts, and the next one is due now.
  const { cause, ...rest } = current;
  const commandVersion = current.commandVersion + 1;
  return {
    ...rest,
    state: move,
    certificates: [...current.certificates, ...added],
    commandVersion,
    ...(isByReset ? { resetVersion: commandVersion } : {}),
    nonce: fresh.nonce,
    retainUntil: latest(current.retainUntil, retainUntil(certificates, current.openedAt)),
    attemptIsOpen: false,
    nextStep: stepOf(current.scope),
    nextStepAt: now,
  };
}

function isRevoked({ state }: Certificate): boolean {
  return state === "revoked";
}

function areErasedStill(wipe: Wipe, { certificates, device }: Duty): boolean {
  return certificates.every(({ certificateId }) => isErasedStill(certificateId, wipe, device));
}

function open(duty: Duty): Wipe {
  const owed = duty.certificates.filter(({ replacedAt }) => !replacedAt);
  return owed.length > 0 ? begin({ ...duty, certificates: owed }) : endWipe(begin(duty), "cancel", duty.now);
}

function begin(duty: Duty): Wipe {
  const { device, certificates, current, fresh, scope, isByReset, isFollowUp, now } = duty;
  const targets = certificates.map(target);
  return {
    wipeId: fresh.wipeId,
    holderId: device.holderId,
    deviceId: device.deviceId,
    generation: device.generation,
    deviceKey: device.deviceKey,
    model: device.handset.model,
    certificates: [...targets, ...leftUnproven(current, targets)],
    scope,
    secureElement: device.secureElement,
    state: "pending",
    evidence: "none",
    commandVersion: 1,
    ...(isByReset ? { resetVersion: 1 } : {}),
    ...(isFollowUp ? { isFollowUp } : {}),
    nonce: fresh.nonce,
    attempts: 0,
    attemptIsOpen: false,
    movesInARow: 0,
    openedAt: now,
    retainUntil: retainUntil(certificates, now),
    nextStep: stepOf(scope),
    nextStepAt: now,
    ...handOverOf(device),
    reminders: 0,
    shard: fresh.shard,
  };
}

/**
 * What a wipe that was closed without proof leaves to the one after it, all of it, for the newest decides. Not what a reset had listed,
 * which may be in force.
 */
function leftUnproven(current: Wipe | undefined, listed: readonly WipeTarget[]): readonly WipeTarget[] {
  if (current?.state !== "closedUnverified" || current.resetVersion !== undefined) return [];
  const known = new Set(listed.map(({ certificateId }) => certificateId));
  return current.certificates.filter(({ certificateId }) => !known.has(certificateId)).map(withoutAnswer);
}

/** What a wipe of this scope owes next: only the SEI-TSM erases an applet. */
function stepOf(scope: WipeScope): NextStep {
  return scope === "applet" ? "askTsm" : "attempt";
}

function retainUntil(certificates: readonly Certificate[], openedAt: Date): Date {
  const expiries = certificates.map(({ expiresAt }) => expiresAt.getTime());
  return new Date(Math.max(...expiries, openedAt.getTime() + leastRetention));
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function target({ certificateId, thumbprint, kind, serialEnding }: Certificate): WipeTarget {
  return { certificateId, thumbprint, kind, ...(serialEnding === undefined ? {} : { serialEnding }) };
}
