import type { AuditFact } from "../domain/audit.ts";
import { hexDigest } from "../domain/hash.ts";
import type { Holder } from "../domain/holder.ts";
import type { Records } from "./ports.ts";

/**
 * Appends facts to the holder's chain and moves its head, within the caller's transaction: a fact is kept exactly when
 * what it tells is kept. Each hash covers the one before it, so that a deleted or edited entry shows.
 */
export function appendAudit(
  records: Pick<Records, "holders" | "audit">,
  holder: Holder,
  facts: readonly AuditFact[],
): void {
  let head = holder.auditHead;
  for (const fact of facts) {
    const { act, actor, method, subjects, at } = fact;
    const sequence = head.sequence + 1;
    const hash = hexDigest(
      head.hash,
      JSON.stringify([holder.holderId, sequence, act, actor, method, subjects, at.toISOString()]),
    );
    const auditId = hexDigest(holder.holderId, String(sequence));
    records.audit.keep({
      ...fact,
      auditId,
      holderId: holder.holderId,
      sequence,
      previousHash: head.hash,
      hash,
    });
    head = { sequence, hash };
  }
  records.holders.keep({ ...holder, auditHead: head });
}

/** The head of a chain that has no entries yet. */
export const emptyChain = { sequence: 0, hash: "" } as const;
