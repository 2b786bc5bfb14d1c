import { joinBudgets, type ReminderBudget } from "../domain/reminderBudget.ts";
import type { Records } from "./ports.ts";
import { readPerson } from "./readPerson.ts";

type BudgetRecords = Pick<Records, "cards" | "reminderBudgets">;

/** A person's budget as it was read, and what is still kept under ids that they had before. */
interface PersonBudget {
  readonly budget: ReminderBudget;
  readonly earlier: readonly ReminderBudget[];
}

/**
 * The one budget of the person behind a holder's id. It is read with the cards that say who that is, so a renewal that links two
 * ids meanwhile, or a reminder under the other id, has the transaction run anew.
 */
export async function readBudget(records: BudgetRecords, holderId: string): Promise<PersonBudget> {
  const [presentId, ...earlierIds] = await readPerson(records, holderId);
  const read = (id: string) => records.reminderBudgets.read(id);
  const [present, ...others] = await Promise.all([presentId, ...earlierIds].map(read));
  const earlier = others.filter((budget) => budget !== undefined);
  const own = present ?? { holderId: presentId, remindedAt: [] };
  return { budget: joinBudgets(own, earlier), earlier };
}

/** Keeps a person's budget under their present id, and what was under earlier ones there alone, so that nothing counts twice. */
export function keepBudget(
  { reminderBudgets }: Pick<Records, "reminderBudgets">,
  { budget, earlier }: PersonBudget,
  after: ReminderBudget,
): void {
  if (after === budget) return;
  reminderBudgets.keep(after);
  for (const budget of earlier) reminderBudgets.keep({ ...budget, remindedAt: [] });
}
