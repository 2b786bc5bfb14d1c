import { hexDigest } from "../../functions/src/domain/hash.ts";
import type { SeenAuditEntry, SeenHolder } from "./snapshot.ts";

/** What is wrong with a holder's audit chain; undefined for one that is whole from its first entry to its head. */
export function breakIn(
  { holderId, auditHead }: SeenHolder,
  entries: readonly SeenAuditEntry[],
): string | undefined {
  const inOrder = entries.filter((entry) => entry.holderId === holderId);
  let head = { sequence: 0, hash: "" };
  for (const entry of inOrder.toSorted((a, b) => a.sequence - b.sequence)) {
    const { sequence, previousHash, hash } = entry;
    if (sequence !== head.sequence + 1) return `entry ${sequence} follows ${head.sequence}`;
    if (previousHash !== head.hash) return `entry ${sequence} doesn't continue the one before it`;
    if (hash !== hashOf(entry)) return `entry ${sequence} was changed: its hash doesn't fit`;
    head = { sequence, hash };
  }
  const isWhole = head.sequence === auditHead.sequence && head.hash === auditHead.hash;
  return isWhole ? undefined : `the head is at ${auditHead.sequence}, the last entry is ${head.sequence}`;
}

/** What the hash of an entry has to be, from what it says. */
export function hashOf(entry: Omit<SeenAuditEntry, "hash">): string {
  const { holderId, sequence, previousHash, act, actor, method, subjects, at } = entry;
  const said = [holderId, sequence, act, actor, method, subjects, new Date(at).toISOString()];
  return hexDigest(previousHash, JSON.stringify(said));
}
