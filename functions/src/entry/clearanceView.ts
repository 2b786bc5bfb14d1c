import type { ClearanceView } from "../contract/clearance.ts";
import { mayConfirm } from "../domain/counterCheck.ts";
import { plainModel } from "../domain/plainModel.ts";
import type { Clerk, ShownCheck } from "../flow/counterPorts.ts";
import { clearanceStepWords, clearanceWords } from "../text/clearance.ts";

/** A counter check as the contract shows it to this clerk: nothing in it says whose the phone is. */
export function viewOfCheck(
  shown: ShownCheck,
  { clerk: { clerkId }, publicUrl }: { clerk: Pick<Clerk, "clerkId">; publicUrl: string },
): ClearanceView {
  const { check, clearance, handset, shopsWord } = shown;
  const { clearanceId, initialisation: said, expiresAt } = check;
  const { verdict, isRevoked, isErased, evidence, step, asOf } = clearance;
  const initialisation = said && {
    ...{ state: said.state, at: said.at.toISOString() },
    mayConfirm: mayConfirm(check, clerkId),
  };
  return {
    clearanceId,
    ...{ verdict, isRevoked, isErased, evidence },
    words: clearanceWords(clearance),
    todo: { step, ...clearanceStepWords(step) },
    phone: { model: plainModel(handset.model), platform: handset.platform },
    pullUrl: `${publicUrl}/open?do=fetchCommands`,
    ...(initialisation ? { initialisation } : {}),
    asOf: asOf.toISOString(),
    expiresAt: expiresAt.toISOString(),
    mayBeProven: verdict === "clear",
    shopsWord,
  };
}
