import type { Evidence } from "../../functions/src/domain/evidence.ts";
import type { PushTarget } from "../../functions/src/domain/pushTarget.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import type { SignedAcknowledgement, SignedCaEvent, WipeAsRead } from "../../functions/src/flow/ports.ts";
import type { Act } from "./act.ts";
import type { Figures } from "./figures.ts";
import type { Phone } from "./phone.ts";
import type { Change } from "./watchedDocuments.ts";

/** A message on its way to FCM or the SEI-TSM. */
export interface Flight {
  readonly command: Wipe;
  readonly begunAt: Date;
  /** How often anything but an attempt had moved the wipe when the message left. */
  readonly moves: number;
}

/** What the model knows by itself, without reading the service's documents: who has what, who said what, who was told what. */
export class Ledger {
  readonly phones: readonly Phone[];
  readonly figures: Figures;
  /** Where each card leads now, by card id. */
  readonly holders = new Map<string, string>();
  /** Who is behind a holder's id, by the card that it came from: a person's cards are numbered alike. */
  readonly persons = new Map<string, number>();
  /** What the CA has to tell or has told, the newest last. */
  readonly caEvents: SignedCaEvent[] = [];
  /** The phone that each certificate was issued to, by certificate id. */
  readonly phoneOf = new Map<string, Phone>();
  /** Whom a push target was registered for, by its value. */
  readonly targets = new Map<string, { phone: Phone; holderId: string }[]>();
  /** Every key that was registered for a device, the newest last, by device id. */
  readonly keys = new Map<string, string[]>();
  /** Nonces by command id. */
  readonly nonces = new Map<string, string>();
  /** Commands that a phone has in its hands, the newest last. */
  readonly delivered: Wipe[] = [];
  /** Wipes as triggers told of them, in the order of the commits. */
  readonly snapshots: WipeAsRead[] = [];
  /** The answers that phones signed, by command id. */
  readonly answers = new Map<string, SignedAcknowledgement[]>();
  /** Which way which command was ever accepted, as `<command id> <next step>`. */
  readonly accepted = new Set<string>();
  readonly flights = new Set<Flight>();
  /** How often anything but an attempt moved a wipe. */
  readonly moves = new Map<string, number>();
  /** How often a message left for a wipe. */
  readonly sends = new Map<string, number>();
  /** The last report of a reset, by secure element. */
  readonly resets = new Map<string, { readonly jti: string }>();
  /** What valid statements said to be gone, and on which evidence: by wipe, then by thumbprint. */
  readonly gone = new Map<string, Map<string, Evidence>>();
  /** What holders were told about revoked certificates. */
  readonly told = new Map<string, string>();
  /** Applications for revocation that were answered. */
  readonly answered = new Set<string>();
  /** Registrations of push targets that FCM refused. */
  readonly struck = new Set<string>();
  /** Attempt numbers that something took over before their result was known, as `<wipe id> <number>`. */
  readonly takenOver = new Set<string>();

  /** How often each person's card was renewed. */
  readonly #renewals = new Map<number, number>();

  constructor(phones: readonly Phone[], figures: Figures) {
    this.phones = phones;
    this.figures = figures;
  }

  /** The card that a person has in hand. */
  cardOf(person: number): string {
    return `card-${person}.${this.#renewals.get(person) ?? 0}`;
  }

  /** A person gets a new card in place of the one in hand: both, the old one first. */
  renewCardOf(person: number): [string, string] {
    const old = this.cardOf(person);
    this.#renewals.set(person, (this.#renewals.get(person) ?? 0) + 1);
    return [old, this.cardOf(person)];
  }

  /** Whether both ids are of one person. */
  areOnePerson(one: string, other: string): boolean {
    return one === other || (this.persons.has(one) && this.persons.get(one) === this.persons.get(other));
  }

  /** Whom a person is signed in as: by the newest of the cards that ever signed in. */
  holderOf(person: number): string {
    const own = [...this.holders].filter(([cardId]) => personOf(cardId) === person);
    return own.at(-1)?.[1] ?? "nobody";
  }
}

/** Whose card this is. */
export function personOf(cardId: string): number {
  return Number(cardId.slice("card-".length).split(".")[0]);
}

/** One commit, held against the model. `documents` read as they are right after it. */
export interface Commit {
  readonly by: Act;
  readonly changes: readonly Change[];
  readonly now: Date;
}

/** One registration of a push target: the same value registered anew is another. */
export function registrationOf({ value, seenAt }: PushTarget): string {
  return `${value} ${seenAt.toISOString()}`;
}

/** The entry under a key, made first where there is none. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
