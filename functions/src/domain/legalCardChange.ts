import { cardMoves, holderIdsOf } from "./caEvent.ts";
import type { Card } from "./holder.ts";
import { isReachable } from "./legalChange.ts";

/**
 * Whether a card can have become so by any move of its table: one that has ended stays so, a renewal keeps its time, and
 * whoever the card led to it leads to still, perhaps under another id since two holders turned out to be one person.
 */
export function isLegalCardChange(before: Card, after: Card): boolean {
  const ids = new Set(holderIdsOf(after));
  const isSameOne = before.cardId === after.cardId && before.linkedAt.getTime() === after.linkedAt.getTime();
  const keepsPerson = holderIdsOf(before).every((id) => ids.has(id));
  const keepsRenewal =
    before.renewedAt === undefined || before.renewedAt.getTime() === after.renewedAt?.getTime();
  const isWhole = after.state !== "renewed" || after.renewedAt !== undefined;
  return (
    isSameOne && keepsPerson && keepsRenewal && isWhole && isReachable(cardMoves, before.state, after.state)
  );
}
