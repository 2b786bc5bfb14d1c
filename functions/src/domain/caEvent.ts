import type { Certificate } from "./certificate.ts";
import type { Card, CardState } from "./holder.ts";
import { caCauses, causes } from "./revocation.ts";

export const caEventKinds = ["cardRenewed", ...caCauses] as const;
export type CaEventKind = (typeof caEventKinds)[number];

/** What the CA tells about a card: the hash of issuer and serial stands for it, and for its successor. */
export interface CaEvent {
  readonly kind: CaEventKind;
  readonly cardId: string;
  /** The successor, with `cardRenewed` only. */
  readonly newCardId?: string;
  /** When it happened, by the CA's clock: events may come in any order. */
  readonly occurredAt: Date;
}

/**
 * Every move of a card there is. Only a valid one moves, and nothing leads back to `valid`: what ended a card first stays
 * its state, whatever is told later or again.
 */
export const cardMoves = {
  valid: {
    cardRenewed: "renewed",
    cardRevoked: "revoked",
    cardExpired: "expired",
    holderDeceased: "revoked",
    detailsChanged: "valid",
  },
  renewed: stays("renewed"),
  revoked: stays("revoked"),
  expired: stays("expired"),
} as const satisfies Record<CardState, Record<CaEventKind, CardState>>;

function stays<S extends CardState>(state: S) {
  return {
    cardRenewed: state,
    cardRevoked: state,
    cardExpired: state,
    holderDeceased: state,
    detailsChanged: state,
  } as const;
}

/** A card after an event about it. The first renewal's time stays: what is registered later belongs to the successor. */
export function cardAfter(card: Card, { kind, occurredAt }: CaEvent): Card {
  const state = cardMoves[card.state][kind];
  const renewedAt = card.renewedAt ?? (kind === "cardRenewed" ? occurredAt : undefined);
  return { ...card, state, ...(renewedAt === undefined ? {} : { renewedAt }) };
}

/**
 * Whether an event ends this certificate of the card's holder, also when it comes late: a card's end touches nothing that
 * was registered with its successor, and nothing at all when it came with or after the renewal, which is how a renewed
 * card's old certificate ends. Changed details are in every signing certificate that was registered before the change.
 */
export function endsCertificate(event: CaEvent, card: Card, certificate: Certificate): boolean {
  const { kind, occurredAt } = event;
  if (kind === "cardRenewed") return false;
  const kinds: readonly Certificate["kind"][] = causes[kind].kinds;
  if (!kinds.includes(certificate.kind)) return false;
  if (kind === "holderDeceased") return true;
  if (kind === "detailsChanged") return certificate.registeredAt <= occurredAt;
  const { renewedAt } = card;
  return renewedAt === undefined || (occurredAt < renewedAt && certificate.registeredAt < renewedAt);
}

/** The ids under which the person with this card is known, the present one first. */
export function holderIdsOf({ holderId, earlierHolderIds = [] }: Card): readonly string[] {
  return [holderId, ...earlierHolderIds];
}

/** The two cards of a renewal. */
interface LinkedCards {
  readonly old: Card;
  readonly successor: Card;
}

/**
 * The old card and its successor, which lead to the same person from now on. A successor that had signed in before its
 * renewal was told keeps its holder, whose id is in the new phone, and the old card comes over to it; so must the other
 * cards of both (`joinCard`).
 */
export function linkCards(
  old: Card,
  successor: Card | undefined,
  event: CaEvent & { newCardId: string },
  now: Date,
): LinkedCards {
  const ended = cardAfter(old, event);
  const { holderId, earlierHolderIds } = old;
  const earlier = earlierHolderIds === undefined ? {} : { earlierHolderIds };
  const linked: Card = { cardId: event.newCardId, holderId, ...earlier, linkedAt: now, state: "valid" };
  if (!successor) return { old: ended, successor: linked };
  if (successor.holderId === holderId) return { old: ended, successor };
  const ids = new Set([...holderIdsOf(successor), ...holderIdsOf(old)]);
  ids.delete(successor.holderId);
  const joined = { holderId: successor.holderId, earlierHolderIds: [...ids] };
  return { old: { ...ended, ...joined }, successor: { ...successor, ...joined } };
}

/** Another card of the person, as it leads to the same holder as this one: what is told of any of them reaches all phones. */
export function joinCard(other: Card, { holderId, earlierHolderIds }: Card): Card {
  return { ...other, holderId, ...(earlierHolderIds === undefined ? {} : { earlierHolderIds }) };
}
