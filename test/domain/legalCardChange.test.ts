import { describe, expect, test } from "vitest";
import type { Card, CardState } from "../../functions/src/domain/holder.ts";
import { isLegalCardChange } from "../../functions/src/domain/legalCardChange.ts";
import { minutesLater, start } from "../doubles/samples.ts";

function card(state: CardState): Card {
  const one: Card = { cardId: "card-1", holderId: "holder-1", linkedAt: start, state };
  return state === "renewed" ? { ...one, renewedAt: minutesLater(5) } : one;
}

describe("a card may become", () => {
  const legal: Record<CardState, readonly CardState[]> = {
    valid: ["valid", "renewed", "revoked", "expired"],
    renewed: ["renewed"],
    revoked: ["revoked"],
    expired: ["expired"],
  };
  const states: CardState[] = ["valid", "renewed", "revoked", "expired"];
  const pairs = states.flatMap((before) => states.map((after) => [before, after] as const));

  test.each(pairs)("from %s %s, if the table leads there", (before, after) => {
    expect(isLegalCardChange(card(before), card(after))).toBe(legal[before].includes(after));
  });

  test("renewed with the time of it only, which stays; also one that had ended, late", () => {
    const late = { ...card("revoked"), renewedAt: minutesLater(9) };
    expect(isLegalCardChange(card("revoked"), late)).toBe(true);
    expect(isLegalCardChange(late, card("revoked"))).toBe(false);
    expect(isLegalCardChange(late, { ...late, renewedAt: minutesLater(1) })).toBe(false);
    expect(isLegalCardChange(card("valid"), { ...card("valid"), state: "renewed" })).toBe(false);
  });

  test("the present holder's, when two turned out to be one person, and nobody else's", () => {
    const joined = { ...card("valid"), holderId: "holder-2", earlierHolderIds: ["holder-1"] };
    expect(isLegalCardChange(card("valid"), joined)).toBe(true);
    expect(isLegalCardChange(joined, card("valid"))).toBe(false);
    expect(isLegalCardChange(card("valid"), { ...card("valid"), holderId: "holder-2" })).toBe(false);
    expect(isLegalCardChange(joined, { ...joined, earlierHolderIds: [] })).toBe(false);
  });

  test("no other card, and linked at no other time", () => {
    expect(isLegalCardChange(card("valid"), { ...card("valid"), cardId: "card-2" })).toBe(false);
    expect(isLegalCardChange(card("valid"), { ...card("valid"), linkedAt: minutesLater(1) })).toBe(false);
  });
});
