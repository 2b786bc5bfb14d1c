import { describe, expect, test } from "vitest";
import {
  type CaEvent,
  caEventKinds,
  cardAfter,
  cardMoves,
  endsCertificate,
  holderIdsOf,
  linkCards,
} from "../../functions/src/domain/caEvent.ts";
import type { Card } from "../../functions/src/domain/holder.ts";
import { minutesLater, sampleAuthentication, sampleSigning, start } from "../doubles/samples.ts";

const card: Card = { cardId: "card-1", holderId: "holder-1", linkedAt: start, state: "valid" };
const renewed: Card = { ...card, state: "renewed", renewedAt: minutesLater(60) };

function event(kind: CaEvent["kind"], minutes: number): CaEvent {
  return { kind, cardId: "card-1", occurredAt: minutesLater(minutes) };
}

test("what becomes of a card: only a valid one moves, and nothing makes one valid again", () => {
  expect(cardMoves).toEqual({
    valid: {
      cardRenewed: "renewed",
      cardRevoked: "revoked",
      cardExpired: "expired",
      holderDeceased: "revoked",
      detailsChanged: "valid",
    },
    renewed: {
      cardRenewed: "renewed",
      cardRevoked: "renewed",
      cardExpired: "renewed",
      holderDeceased: "renewed",
      detailsChanged: "renewed",
    },
    revoked: {
      cardRenewed: "revoked",
      cardRevoked: "revoked",
      cardExpired: "revoked",
      holderDeceased: "revoked",
      detailsChanged: "revoked",
    },
    expired: {
      cardRenewed: "expired",
      cardRevoked: "expired",
      cardExpired: "expired",
      holderDeceased: "expired",
      detailsChanged: "expired",
    },
  });
});

test("the CA tells these kinds of events and no others", () => {
  expect(caEventKinds).toEqual([
    "cardRenewed",
    "cardRevoked",
    "cardExpired",
    "holderDeceased",
    "detailsChanged",
  ]);
});

test("a card remembers when it was first renewed, also when that is told after its end", () => {
  const revoked = cardAfter(card, event("cardRevoked", 0));
  expect(revoked).toEqual({ ...card, state: "revoked" });
  const late = cardAfter(revoked, event("cardRenewed", 60));
  expect(late).toEqual({ ...card, state: "revoked", renewedAt: minutesLater(60) });
  expect(cardAfter(late, event("cardRenewed", 90))).toEqual(late);
});

describe("which certificates an event ends", () => {
  /** [event, minutes, card, kind of certificate, registered after minutes, ends it] */
  test.each<[CaEvent["kind"], number, Card, "signing" | "authentication", number, boolean]>([
    ["cardRevoked", 0, card, "signing", 0, true],
    ["cardRevoked", 0, card, "authentication", 0, true],
    // Registered after the card was revoked, before we were told: on the strength of that card.
    ["cardRevoked", 0, card, "signing", 30, true],
    // Renewed at 60: what happened before reaches what was registered before, and what came with it nothing.
    ["cardRevoked", 59, renewed, "signing", 0, true],
    ["cardRevoked", 59, renewed, "signing", 59, true],
    ["cardRevoked", 59, renewed, "signing", 60, false],
    ["cardRevoked", 60, renewed, "signing", 0, false],
    ["cardRevoked", 90, renewed, "authentication", 0, false],
    ["cardExpired", 0, card, "authentication", 0, true],
    ["cardExpired", 59, renewed, "authentication", 59, true],
    ["cardExpired", 90, renewed, "signing", 0, false],
    ["holderDeceased", 0, card, "signing", 30, true],
    ["holderDeceased", 90, renewed, "authentication", 120, true],
    ["detailsChanged", 30, card, "signing", 0, true],
    ["detailsChanged", 30, card, "signing", 30, true],
    ["detailsChanged", 30, card, "signing", 31, false],
    ["detailsChanged", 30, card, "authentication", 0, false],
    // The change may be what the card was renewed for, and be told of the old one.
    ["detailsChanged", 60, renewed, "signing", 0, true],
    ["detailsChanged", 60, renewed, "signing", 61, false],
    ["cardRenewed", 0, card, "signing", 0, false],
  ])(
    "%s at %i of a card (%#), %4$s registered at %5$i",
    (kind, at, of, certificateKind, registered, ends) => {
      const sample = certificateKind === "signing" ? sampleSigning : sampleAuthentication;
      const certificate = { ...sample, registeredAt: minutesLater(registered) };
      expect(endsCertificate(event(kind, at), of, certificate)).toBe(ends);
    },
  );
});

describe("a renewed card and its successor", () => {
  const renewal = { ...event("cardRenewed", 60), newCardId: "card-2" };
  const now = minutesLater(70);

  test("that was never seen leads to the same holder from now on", () => {
    expect(linkCards(card, undefined, renewal, now)).toEqual({
      old: { ...card, state: "renewed", renewedAt: minutesLater(60) },
      successor: { cardId: "card-2", holderId: "holder-1", linkedAt: now, state: "valid" },
    });
  });

  test("that leads to the same holder already stays as it is, whatever its state", () => {
    const successor: Card = { ...card, cardId: "card-2", state: "revoked" };
    expect(linkCards(card, successor, renewal, now).successor).toBe(successor);
  });

  test("that had signed in by itself keeps its holder, and the old card comes over", () => {
    const successor: Card = { ...card, cardId: "card-2", holderId: "holder-2", linkedAt: minutesLater(65) };
    const linked = linkCards(card, successor, renewal, now);
    expect(linked.successor).toEqual({ ...successor, earlierHolderIds: ["holder-1"] });
    expect(linked.old).toMatchObject({
      holderId: "holder-2",
      earlierHolderIds: ["holder-1"],
      state: "renewed",
    });
    expect(holderIdsOf(linked.successor)).toEqual(["holder-2", "holder-1"]);
    expect(linkCards(linked.old, linked.successor, renewal, now)).toEqual(linked);
  });

  test("pass all earlier ids on", () => {
    const old: Card = { ...card, earlierHolderIds: ["holder-0"] };
    expect(linkCards(old, undefined, renewal, now).successor.earlierHolderIds).toEqual(["holder-0"]);
    const successor: Card = { ...card, cardId: "card-2", holderId: "holder-2" };
    expect(linkCards(old, successor, renewal, now).successor.earlierHolderIds).toEqual([
      "holder-1",
      "holder-0",
    ]);
  });
});
