import { type Decision, isRefused } from "../domain/refusal.ts";
import type { CheckPorts, CheckRecords, Clerk, ShownCheck } from "./counterPorts.ts";
import { clearanceIn, findCheck, isNews, showCheck, viewOf } from "./findCheck.ts";
import type { Transact } from "./ports.ts";

interface Ports extends CheckPorts {
  /** For looking only. */
  readonly read: Transact<CheckRecords>;
}

/** Which check a clerk means. */
export interface CheckNamed {
  readonly clearanceId: string;
  readonly clerk: Clerk;
}

/**
 * How a check stands now, for any clerk of its shop while it lasts. Asked every few seconds, so it takes no locks; only where the
 * verdict has changed since the holder was last shown it is that written down.
 */
export async function readClearance(asked: CheckNamed, ports: Ports): Promise<Decision<ShownCheck>> {
  const by = { staffId: asked.clerk.clerkId };
  const refused = { act: "clearanceRefused", actor: "clerk", method: "staffSession", by } as const;
  return ports.auditRefusal(await look(asked, ports), refused);
}

async function look(asked: CheckNamed, ports: Ports): Promise<Decision<ShownCheck>> {
  const { read, transact, limit, clock } = ports;
  const limited = await limit({ scope: "clearanceReadsPerClerk", subject: asked.clerk.clerkId });
  if (limited) return limited;
  const rules = { registry: await ports.readRegistry(), now: clock() };
  const parts = await read((records) => findCheck(records, asked, rules.now));
  if (isRefused(parts)) return parts;
  const clearance = clearanceIn(parts, rules);
  const view = viewOf(parts, clearance);
  const isSeen = [...parts.views.values()].every((before) => !isNews(before, view));
  if (isSeen) return { check: parts.check, clearance, handset: parts.device.handset };
  return transact(async (records) => {
    const found = await findCheck(records, asked, rules.now);
    return isRefused(found) ? found : showCheck(records, found, rules);
  });
}
