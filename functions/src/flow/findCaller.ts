import type { HoldChoice } from "../domain/holdChoice.ts";
import type { Records } from "./ports.ts";
import { type HolderIds, readPerson } from "./readPerson.ts";

/** The one person that every certificate leads to, whether it is a card's or a phone's; undefined for nobody and several. */
export async function findCaller(
  records: Pick<Records, "cards" | "certificates">,
  certificateIds: readonly string[],
): Promise<HolderIds | undefined> {
  const found = await Promise.all(
    certificateIds.map(async (id) => {
      const [card, certificate] = [await records.cards.read(id), await records.certificates.read(id)];
      const holderId = (card ?? certificate)?.holderId;
      return holderId === undefined ? undefined : readPerson(records, holderId);
    }),
  );
  const [first] = found;
  return found.every((ids) => ids?.[0] === first?.[0]) ? first : undefined;
}

/** What the person behind this holder's id chose in advance, under whichever id it was. */
export async function readChoice(
  records: Pick<Records, "cards" | "holdChoices">,
  holderId: string,
): Promise<HoldChoice | undefined> {
  const ids = await readPerson(records, holderId);
  const choices = await Promise.all(ids.map((id) => records.holdChoices.read(id)));
  return choices.find((choice) => choice !== undefined);
}
