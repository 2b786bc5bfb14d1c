import type { UsedProof } from "../domain/application.ts";
import { type Refused, refuse } from "../domain/refusal.ts";
import type { Records } from "./ports.ts";

/**
 * Whether a partner's message was taken before: `repeat` has to be answered as the first time, changing nothing. Undefined
 * for one that is new, which has to be kept as used in the same transaction as what follows from it; `proof_reused` for
 * another message under the same number.
 */
export async function findUse(
  records: Pick<Records, "usedProofs">,
  { proofId, digest }: UsedProof,
): Promise<"repeat" | Refused | undefined> {
  const used = await records.usedProofs.read(proofId);
  if (!used) return undefined;
  return used.digest === digest ? "repeat" : refuse("proof_reused", "Sign another message under a new jti.");
}
