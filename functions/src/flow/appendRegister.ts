import type { AuditFact } from "../domain/audit.ts";
import { continueChain, emptyChain } from "../domain/auditChain.ts";
import type { Register, RegisterId } from "../domain/register.ts";
import type { Records } from "./ports.ts";

/** A register as it stands; empty before the first thing is told in it. */
export async function readRegister(
  records: Pick<Records, "registers">,
  registerId: RegisterId = "admin",
): Promise<Register> {
  return (await records.registers.read(registerId)) ?? { registerId, auditHead: emptyChain };
}

/**
 * Appends facts about staff and partners to a register's chain: a fact is kept exactly when what it tells is kept. One
 * chain for all that admins change: admins are few, so nobody waits, and not even somebody's whole record can go unseen.
 */
export function appendRegister(
  records: Pick<Records, "registers" | "audit">,
  register: Register,
  facts: readonly AuditFact[],
): void {
  const { entries, head } = continueChain(register, facts);
  for (const entry of entries) records.audit.keep(entry);
  records.registers.keep({ ...register, auditHead: head });
}
