import { holderIdsOf } from "../../../functions/src/domain/caEvent.ts";
import type { Card } from "../../../functions/src/domain/holder.ts";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import type { Act } from "../act.ts";
import { type Commit, entry, type Ledger, personOf } from "../ledger.ts";
import { type Changed, cards, certificates, devices, usedProofs } from "../stored.ts";
import { hold } from "../violation.ts";

/** Promise 4 for cards: each leads to its own person, only the CA ends one, and one that has ended opens nothing. */
export function checkCards({ by, changes }: Commit, ledger: Ledger, documents: MemoryDocuments): void {
  for (const changed of cards.among(changes)) {
    checkPerson(changed, ledger);
    checkState(changed, by, ledger);
  }
  if (by.by === "signIn" && changes.length > 0) checkValid(by.cardId, documents);
  if (by.by === "revoke" && certificates.among(changes).length > 0) checkValid(by.cardId, documents);
  if (by.by === "register" && devices.among(changes).some(({ before }) => before === undefined))
    checkAnyValid(by.holderId, documents);
  if (by.by === "tell" && changes.length > 0) checkTold(by, changes, documents);
}

function checkPerson({ id, after }: Changed<Card>, { holders, persons, figures }: Ledger): void {
  holders.set(id, after.holderId);
  for (const holderId of holderIdsOf(after))
    hold(
      entry(persons, holderId, () => personOf(id)) === personOf(id),
      "a card leads to its own person only",
    );
  if (after.earlierHolderIds) figures.add("moments", "successor signed in before its renewal was told");
}

function checkState({ before, after }: Changed<Card>, by: Act, { figures }: Ledger): void {
  hold(by.by === "tell" || (before === undefined && by.by === "signIn"), "only the CA tells of cards");
  hold(before !== undefined || after.state === "valid", "a card begins valid");
  if (before === undefined || before.state === after.state) return;
  hold(before.state === "valid", "a card that has ended stays as it is");
  figures.add("card states", after.state);
}

function checkValid(cardId: string, documents: MemoryDocuments): void {
  hold(cards.at(documents, cardId)?.state === "valid", "only a valid card signs in or revokes");
}

function checkAnyValid(holderId: string, documents: MemoryDocuments): void {
  const own = cards.all(documents).filter((card) => holderIdsOf(card).includes(holderId));
  const isAnyValid = own.some(({ state }) => state === "valid");
  hold(isAnyValid, "no phone is enrolled for whom no card is left");
}

function checkTold(
  { event }: Act & { by: "tell" },
  changes: Commit["changes"],
  documents: MemoryDocuments,
): void {
  hold(usedProofs.among(changes).length === 1, "an event that was taken is used up");
  const card = cards.at(documents, event.cardId);
  hold(card !== undefined, "an event about a card that nobody knows leaves nothing behind");
  const isEnd = event.kind !== "cardRenewed" && event.kind !== "detailsChanged";
  if (!card || !isEnd || (card.renewedAt && event.kind !== "holderDeceased")) return;
  const ids = holderIdsOf(card);
  const left = certificates
    .all(documents)
    .filter(({ holderId, state }) => ids.includes(holderId) && (state === "valid" || state === "onHold"));
  hold(left.length === 0, "a card's end leaves none of its holder's certificates in force");
}
