import type { AuditEntry, AuditFact } from "./audit.ts";
import type { Device } from "./device.ts";
import { hexDigest } from "./hash.ts";
import type { AuditHead, Holder } from "./holder.ts";
import { type Register, registerIds } from "./register.ts";

/** Who has a chain of audit entries of its own in a holder's story: the holder, and each of the holder's devices. */
export type AuditOwner = Holder | Device;

/** The head of a holder's chain that has no entries yet. */
export const emptyChain: AuditHead = { sequence: 0, hash: "" };

/** The chain's name: the path of the document that carries its head. */
export function chainOf(owner: AuditOwner | Register): string {
  if ("deviceId" in owner) return `devices/${owner.deviceId}`;
  return "holderId" in owner ? `holders/${owner.holderId}` : `registers/${owner.registerId}`;
}

/** The registers' chains. */
export const registerChains: readonly string[] = registerIds.map((registerId) => `registers/${registerId}`);

/** Whether a name is that of a document that can carry a chain's head; what an entry names may have been edited. */
export function isChain(name: string): boolean {
  return registerChains.includes(name) || /^(holders|devices)\/(?!__)[A-Za-z0-9_-]{1,128}$/.test(name);
}

/** The document id of an entry: its place, hashed, so that no place can be taken twice and each is found without an index. */
export function auditIdOf(chain: string, sequence: number): string {
  return hexDigest(chain, String(sequence));
}

/** Where a new device's chain starts: at the holder's entry that tells of its registration, so that it can't be lost whole. */
export function startOfDeviceChain(holder: Holder): AuditHead {
  return { sequence: 0, hash: holder.auditHead.hash };
}

/** The entries that tell these facts next in an owner's chain, and where the chain then ends. */
export function continueChain(
  owner: AuditOwner | Register,
  facts: readonly AuditFact[],
): { entries: readonly AuditEntry[]; head: AuditHead } {
  const chain = chainOf(owner);
  const whose = "holderId" in owner ? { holderId: owner.holderId } : {};
  const entries: AuditEntry[] = [];
  let head = owner.auditHead;
  for (const fact of facts) {
    const place = { chain, ...whose, sequence: head.sequence + 1, previousHash: head.hash };
    const hash = hashOf({ ...fact, ...place });
    entries.push({ ...fact, ...place, auditId: auditIdOf(chain, place.sequence), hash });
    head = { sequence: place.sequence, hash };
  }
  return { entries, head };
}

/** What an entry's hash has to be: it covers what is told, its place, and the hash before it. */
export function hashOf(entry: Omit<AuditEntry, "auditId" | "hash">): string {
  const { holderId, chain, sequence, act, actor, method, subjects, at, refusal, previousHash } = entry;
  // Last and only where there is one: entries of before there were refusals keep their hashes.
  const why = refusal === undefined ? [] : [refusal];
  const told = [holderId, chain, sequence, act, actor, method, subjects, at.toISOString(), ...why];
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
