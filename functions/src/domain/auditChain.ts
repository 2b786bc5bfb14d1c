import type { AuditEntry, AuditFact } from "./audit.ts";
import type { Device } from "./device.ts";
import { hexDigest } from "./hash.ts";
import type { AuditHead, Holder } from "./holder.ts";

/** Who has a chain of audit entries of its own: a holder, and each of the holder's devices. */
export type AuditOwner = Holder | Device;

/** The head of a holder's chain that has no entries yet. */
export const emptyChain: AuditHead = { sequence: 0, hash: "" };

/** The chain's name: the path of the document that carries its head. */
export function chainOf(owner: AuditOwner): string {
  return "deviceId" in owner ? `devices/${owner.deviceId}` : `holders/${owner.holderId}`;
}

/** Where a new device's chain starts: at the holder's entry that tells of its registration, so that it can't be lost whole. */
export function startOfDeviceChain(holder: Holder): AuditHead {
  return { sequence: 0, hash: holder.auditHead.hash };
}

/** The entries that tell these facts next in an owner's chain, and where the chain then ends. */
export function continueChain(
  owner: AuditOwner,
  facts: readonly AuditFact[],
): { entries: readonly AuditEntry[]; head: AuditHead } {
  const chain = chainOf(owner);
  const entries: AuditEntry[] = [];
  let head = owner.auditHead;
  for (const fact of facts) {
    const place = { chain, holderId: owner.holderId, sequence: head.sequence + 1, previousHash: head.hash };
    const hash = hashOf({ ...fact, ...place });
    entries.push({ ...fact, ...place, auditId: hexDigest(chain, String(place.sequence)), hash });
    head = { sequence: place.sequence, hash };
  }
  return { entries, head };
}

/** What an entry's hash has to be: it covers what is told, its place, and the hash before it. */
export function hashOf(entry: Omit<AuditEntry, "auditId" | "hash">): string {
  const { holderId, chain, sequence, act, actor, method, subjects, at, previousHash } = entry;
  const told = [holderId, chain, sequence, act, actor, method, subjects, at.toISOString()];
  return hexDigest(previousHash, JSON.stringify(told));
}

/** What is wrong with a chain, in words; undefined for one that is whole from its start to its head. */
export function breakIn(
  chain: { readonly start: AuditHead; readonly head: AuditHead },
  entries: readonly AuditEntry[],
): string | undefined {
  let last = chain.start;
  for (const entry of entries.toSorted((a, b) => a.sequence - b.sequence)) {
    const { sequence, previousHash, hash } = entry;
    if (sequence !== last.sequence + 1) return `entry ${sequence} follows ${last.sequence}`;
    if (previousHash !== last.hash) return `entry ${sequence} doesn't continue the one before it`;
    if (hash !== hashOf(entry)) return `entry ${sequence} was changed: its hash doesn't fit`;
    last = { sequence, hash };
  }
  const isWhole = last.sequence === chain.head.sequence && last.hash === chain.head.hash;
  return isWhole ? undefined : `the head is at ${chain.head.sequence}, the last entry is ${last.sequence}`;
}
