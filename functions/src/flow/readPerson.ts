import { holderIdsOf } from "../domain/caEvent.ts";
import type { Card } from "../domain/holder.ts";
import type { Records } from "./ports.ts";

/** Every id that one person is known under, the present one first. */
export type HolderIds = readonly [string, ...string[]];

/**
 * The person behind a holder's id, whether it is the present one or, where a card was renewed whose successor had signed in
 * already, an earlier one. An id that no card leads to is a person by itself.
 */
export async function readPerson(records: Pick<Records, "cards">, holderId: string): Promise<HolderIds> {
  const cards = await readCards(records, holderId);
  const [most = [], ...others] = cards.map(holderIdsOf).sort((a, b) => b.length - a.length);
  const ids = new Set([...most, ...others.flat(), holderId]);
  const [present = holderId, ...earlier] = ids;
  return [present, ...earlier];
}

/** All cards of the person behind a holder's id, likewise. */
export async function readCards(records: Pick<Records, "cards">, holderId: string): Promise<readonly Card[]> {
  return [...(await records.cards.of(holderId)), ...(await records.cards.knowing(holderId))];
}
