import { type Decision, isRefused } from "../domain/refusal.ts";
import type { ClearanceRules } from "./clearanceParts.ts";
import type { CheckPorts, CheckRecords, ShownCheck } from "./counterPorts.ts";
import { clearanceIn, findCheck, isNews, showCheck, shownCheck, viewOf } from "./findCheck.ts";
import { asClerk, type CheckNamed } from "./inCheck.ts";
import type { Transact } from "./ports.ts";

interface Ports extends CheckPorts {
  /** For looking only. */
  readonly read: Transact<CheckRecords>;
}

/**
 * How a check stands now, for any clerk of its shop while it lasts. Asked every few seconds, so it takes no locks; only where the
 * verdict has changed since the holder was last shown it is that written down.
 */
export async function readClearance(asked: CheckNamed, ports: Ports): Promise<Decision<ShownCheck>> {
  return asClerk(asked, ports, (rules) => look(asked, ports, rules));
}

async function look(
  asked: CheckNamed,
  { read, transact }: Ports,
  rules: ClearanceRules,
): Promise<Decision<ShownCheck>> {
  const parts = await read((records) => findCheck(records, asked, rules.now));
  if (isRefused(parts)) return parts;
  const clearance = clearanceIn(parts, rules);
  const view = viewOf(parts, clearance);
  const isSeen = [...parts.views.values()].every((before) => !isNews(before, view));
  if (isSeen) return shownCheck(parts, clearance);
  return transact(async (records) => {
    const found = await findCheck(records, asked, rules.now);
    return isRefused(found) ? found : showCheck(records, found, rules);
  });
}
