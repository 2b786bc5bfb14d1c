import type { AuditFact } from "../domain/audit.ts";
import { type AuditOwner, continueChain } from "../domain/auditChain.ts";
import type { AuditHead } from "../domain/holder.ts";
import type { Records } from "./ports.ts";

/**
 * Appends facts to an owner's chain and keeps the owner, with whatever else has changed about it, under the chain's new
 * head: a fact is kept exactly when what it tells is kept. Once per owner and transaction; answers the owner as kept.
 */
export function appendAudit<T extends AuditOwner>(
  records: Pick<Records, "holders" | "devices" | "audit">,
  owner: T,
  facts: readonly AuditFact[],
): T & { auditHead: AuditHead } {
  const { entries, head } = continueChain(owner, facts);
  for (const entry of entries) records.audit.keep(entry);
  const kept = { ...owner, auditHead: head };
  if ("deviceId" in kept) records.devices.keep(kept);
  else records.holders.keep(kept);
  return kept;
}
