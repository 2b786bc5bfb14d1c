import { holderIdsOf } from "../domain/caEvent.ts";
import type { HoldChoice } from "../domain/holdChoice.ts";
import type { Card } from "../domain/holder.ts";
import type { Records } from "./ports.ts";

/** A person as the call centre finds one: every id that the person is known under, the present one first. */
export type HolderIds = readonly [string, ...string[]];

/** The one person that every certificate leads to, whether it is a card's or a phone's; undefined for nobody and several. */
export async function findCaller(
  records: Pick<Records, "cards" | "certificates">,
  certificateIds: readonly string[],
): Promise<HolderIds | undefined> {
  const found = await Promise.all(
    certificateIds.map(async (id) => {
      const [card, certificate] = [await records.cards.read(id), await records.certificates.read(id)];
      if (card) return idsOf(card);
      return certificate && readHolderIds(records, certificate.holderId);
    }),
  );
  // A phone of before a renewal may know one of the ids only, the card knows them all.
  const [most] = found.toSorted((a, b) => (b?.length ?? 0) - (a?.length ?? 0));
  return found.every((ids) => ids?.some((id) => most?.includes(id))) ? most : undefined;
}

/** What the person behind this holder's id chose in advance, under whichever id it was. */
export async function readChoice(
  records: Pick<Records, "cards" | "holdChoices">,
  holderId: string,
): Promise<HoldChoice | undefined> {
  const ids = await readHolderIds(records, holderId);
  const choices = await Promise.all(ids.map((id) => records.holdChoices.read(id)));
  return choices.find((choice) => choice !== undefined);
}

/** Every id of the person behind this holder's id, the present one first. */
export async function readHolderIds(records: Pick<Records, "cards">, holderId: string): Promise<HolderIds> {
  const [card] = [...(await records.cards.of(holderId)), ...(await records.cards.knowing(holderId))];
  return card ? idsOf(card) : [holderId];
}

function idsOf(card: Card): HolderIds {
  const others = holderIdsOf(card).filter((id) => id !== card.holderId);
  return [card.holderId, ...others];
}
