import type { Certificate } from "./certificate.ts";
import type { Device } from "./device.ts";
import { isRefused } from "./refusal.ts";
import type { Wipe, WipeTarget } from "./wipe.ts";
import { wipeMoves } from "./wipeMoves.ts";

/** What a new wipe or a new command version needs that only the outside can make. */
export interface FreshIds {
  readonly wipeId: string;
  /** Base64url, 16 random bytes. */
  readonly nonce: string;
  readonly shard: number;
}

/**
 * The duty that a revocation creates: joins the device's open wipe with a new command version, or opens one whose first
 * attempt is due at once. Certificates that the wipe lists already add nothing, so a repeat changes nothing.
 */
export function openOrJoinWipe(duty: {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly current: Wipe | undefined;
  readonly fresh: FreshIds;
  readonly now: Date;
}): Wipe {
  const { device, certificates, current, fresh, now } = duty;
  const move = current && wipeMoves[current.state].join;
  if (!current || !move || isRefused(move)) return open(device, certificates, fresh, now);
  const listed = new Set(current.certificates.map((target) => target.certificateId));
  const added = certificates.filter((certificate) => !listed.has(certificate.certificateId)).map(target);
  if (added.length === 0) return current;
  // An attempt under way carries the earlier version: its result no longer counts, and the next one is due now.
  const { cause, ...rest } = current;
  return {
    ...rest,
    state: move,
    certificates: [...current.certificates, ...added],
    commandVersion: current.commandVersion + 1,
    nonce: fresh.nonce,
    attemptIsOpen: false,
    nextStep: "attempt",
    nextStepAt: now,
  };
}

function open(device: Device, certificates: readonly Certificate[], fresh: FreshIds, now: Date): Wipe {
  return {
    wipeId: fresh.wipeId,
    holderId: device.holderId,
    deviceId: device.deviceId,
    generation: device.generation,
    deviceKey: device.deviceKey,
    certificates: certificates.map(target),
    scope: "keys",
    state: "pending",
    evidence: "none",
    commandVersion: 1,
    nonce: fresh.nonce,
    attempts: 0,
    attemptIsOpen: false,
    openedAt: now,
    nextStep: "attempt",
    nextStepAt: now,
    shard: fresh.shard,
  };
}

function target({ certificateId, thumbprint, kind }: Certificate): WipeTarget {
  return { certificateId, thumbprint, kind };
}
