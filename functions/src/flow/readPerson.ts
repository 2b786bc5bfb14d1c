import { holderIdsOf } from "../domain/caEvent.ts";
import type { Records } from "./ports.ts";

/** The ids under which the person who is signed in has devices: this one, and earlier ones where a card was renewed. */
export async function readPerson(
  records: Pick<Records, "cards">,
  holderId: string,
): Promise<ReadonlySet<string>> {
  return new Set([holderId, ...(await records.cards.of(holderId)).flatMap(holderIdsOf)]);
}
