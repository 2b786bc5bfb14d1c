import type { LimitScope } from "../domain/limit.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import type { ClearanceRules } from "./clearanceParts.ts";
import type { CheckPorts, CheckRecords, Clerk } from "./counterPorts.ts";
import { type CheckParts, findCheck } from "./findCheck.ts";
import type { Records } from "./ports.ts";
import type { Asked } from "./refusalPorts.ts";

/** Which check a clerk means. */
export interface CheckNamed {
  readonly clearanceId: string;
  readonly clerk: Clerk;
}

/** What a clerk does in a check: which limit it counts against, and as what its refusal is told. */
interface ClerkAct {
  readonly scope: LimitScope;
  readonly act: Asked["act"];
}

/** Looking at a check, pulling and recording. */
const looking: ClerkAct = { scope: "clearanceReadsPerClerk", act: "clearanceRefused" };
/** Asking for its proof. */
export const proving: ClerkAct = { scope: "proofsPerClerk", act: "proofRefused" };

/**
 * Does what a clerk asked for, by the registry as it is and at one time, unless there is no room in their limit. A refusal is told
 * in the audit with the clerk, outside of any transaction: one that is rolled back would take it along.
 */
export async function asClerk<T>(
  { clerk: { clerkId } }: CheckNamed,
  { limit, auditRefusal, readRegistry, clock, ...does }: Omit<CheckPorts, "transact"> & Partial<ClerkAct>,
  act: (rules: ClearanceRules) => Promise<Decision<T>>,
): Promise<Decision<T>> {
  const { scope, act: refusedAs } = { ...looking, ...does };
  const limited = await limit({ scope, subject: clerkId });
  const decided = limited ?? (await act({ registry: await readRegistry(), now: clock() }));
  const by = { staffId: clerkId };
  return auditRefusal(decided, { act: refusedAs, actor: "clerk", method: "staffSession", by });
}

/** A check in its transaction. */
export interface InCheck {
  readonly records: Pick<Records, CheckRecords>;
  readonly parts: CheckParts;
  readonly rules: ClearanceRules;
}

/** Does what a clerk asked for in a check of their shop, in one transaction; refused as `findCheck` and `asClerk` have it. */
export function inCheck<T>(
  asked: CheckNamed,
  ports: CheckPorts & Partial<ClerkAct>,
  act: (found: InCheck) => Decision<T>,
): Promise<Decision<T>> {
  return asClerk(asked, ports, (rules) =>
    ports.transact(async (records): Promise<Decision<T>> => {
      const parts = await findCheck(records, asked, rules.now);
      return isRefused(parts) ? parts : act({ records, parts, rules });
    }),
  );
}
