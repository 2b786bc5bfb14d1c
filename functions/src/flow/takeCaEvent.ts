import type { AuditFact } from "../domain/audit.ts";
import { cardAfter, endsCertificate, holderIdsOf, joinCard, linkCards } from "../domain/caEvent.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Card, Holder } from "../domain/holder.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import type { RevocationCause } from "../domain/revocation.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { decideRevocation, keepRevoked } from "./decideRevocation.ts";
import type { Clock, Log, NewId, ReadCaEvent, Records, SignedCaEvent, Transact } from "./ports.ts";
import { readPerson } from "./readPerson.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { ShownDevice } from "./showRevocation.ts";
import { findUse } from "./usedProof.ts";

type Touched = "usedProofs" | "cards" | "holders" | "devices" | "certificates" | "wipes" | "audit";

interface Ports {
  readonly readCaEvent: ReadCaEvent;
  readonly transact: Transact<Touched>;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly scope: WipeScope;
  readonly log: Log;
}

const taken = { taken: true } as const;

/**
 * Takes an event of the CA's: what it ends on the holder's phones is revoked and gets its wipe in one transaction with the
 * card's new state. Repeated or late it comes to the same, and so do events about known cards in any order. Of a card that
 * was never seen here nothing is kept, which is answered alike and logged: it may be anybody's. So what is told of a new
 * card before its `cardRenewed` is lost until it is told again.
 */
export async function takeCaEvent(jws: string, ports: Ports): Promise<Decision<{ taken: true }>> {
  const now = ports.clock();
  const event = await ports.readCaEvent(jws, now);
  const partnerId = isRefused(event) ? event.signedBy : event.partnerId;
  const decision = isRefused(event) ? event : await take(event, now, ports);
  if (partnerId === undefined) return decision;
  const asked = { act: "caEventRefused", actor: "ca", method: "partnerSignature" } as const;
  return ports.auditRefusal(decision, { ...asked, by: { partnerId } });
}

async function take(event: SignedCaEvent, now: Date, ports: Ports): Promise<Decision<{ taken: true }>> {
  const decision = await ports.transact(async (records): Promise<Decision<{ taken: true }> | undefined> => {
    const use = await findUse(records, event.proof);
    if (use !== undefined) return use === "repeat" ? taken : use;
    const card = await records.cards.read(event.cardId);
    if (!card) return undefined;
    const { kind, newCardId } = event;
    if (kind !== "cardRenewed") await keepEnded(records, { event, card, cause: kind, now }, ports);
    else if (newCardId !== undefined)
      await keepRenewed(records, { ...event, newCardId }, { card, now }, ports);
    records.usedProofs.keep(event.proof);
    return taken;
  });
  if (decision === undefined) ports.log("ca_event_about_unknown_card", { kind: event.kind });
  return decision ?? taken;
}

async function keepRenewed(
  records: Pick<Records, Touched>,
  event: SignedCaEvent & { newCardId: string },
  { card, now }: { card: Card; now: Date },
  ports: Ports,
): Promise<void> {
  const known = await records.cards.read(event.newCardId);
  const { old, successor } = linkCards(card, known, event, now);
  const others = await readOtherCards(records, old, successor);
  const holders = await readHolders(records, holderIdsOf(successor));
  const { deceasedAt } = holders.find((holder) => holder.deceasedAt !== undefined) ?? {};
  const cause = "holderDeceased";
  const isDead = deceasedAt !== undefined;
  const ended = isDead ? await decideEnds(records, { event, holders, cause, now }, ports) : [];
  const joined = successor.holderId === card.holderId ? [] : await readDevices(records, holders.slice(1));
  for (const one of ended) keepRevoked(records, one, byCa(now));
  for (const one of [old, successor, ...others.map((other) => joinCard(other, successor))])
    records.cards.keep(one);
  const fact = { ...byCa(now), act: "cardRenewed", subjects: pathsOf(old, successor) } as const;
  keepTold(records, holders, { fact, deceasedAt });
  // What was enrolled under the earlier ids tells so too, and is shown under the new id then.
  const isTold = new Set(ended.map(({ device }) => device.deviceId));
  for (const device of joined) if (!isTold.has(device.deviceId)) appendAudit(records, device, [fact]);
}

/** The person's cards that the event doesn't name: a third one may know one of the ids only. */
async function readOtherCards(
  records: Pick<Records, "cards">,
  old: Card,
  successor: Card,
): Promise<readonly Card[]> {
  const found = await Promise.all(holderIdsOf(successor).map((holderId) => records.cards.of(holderId)));
  const byId = new Map(found.flat().map((card) => [card.cardId, card]));
  byId.delete(old.cardId);
  byId.delete(successor.cardId);
  return [...byId.values()];
}

async function keepEnded(
  records: Pick<Records, Touched>,
  { event, card, cause, now }: { event: SignedCaEvent; card: Card; cause: RevocationCause; now: Date },
  ports: Ports,
): Promise<void> {
  const holders = await readHolders(records, await readPerson(records, card.holderId));
  const ends = endsCertificate.bind(undefined, event, card);
  const ended = await decideEnds(records, { event, holders, cause, now, ends }, ports);
  for (const one of ended) keepRevoked(records, one, byCa(now));
  records.cards.keep(cardAfter(card, event));
  const fact = { ...byCa(now), act: event.kind, subjects: pathsOf(card) };
  keepTold(records, holders, { fact, deceasedAt: cause === "holderDeceased" ? event.occurredAt : undefined });
}

interface PhonesEnd {
  readonly event: SignedCaEvent;
  readonly holders: Holders;
  readonly cause: RevocationCause;
  readonly now: Date;
  readonly ends?: (certificate: Certificate) => boolean;
}

/** What the event ends on the phones of the person; those on which it ends nothing new are left out. */
async function decideEnds(
  records: Pick<Records, Touched>,
  { event, holders, cause, now, ends = () => true }: PhonesEnd,
  { newId, scope }: Ports,
): Promise<readonly ShownDevice[]> {
  const devices = await readDevices(records, holders);
  const order = { revocationId: event.eventId, cause, channel: "ca", now, newId, scope, ends } as const;
  const shown = await Promise.all(devices.map((device) => decideRevocation(records, device, order)));
  return shown.filter(({ device, certificates }) => certificates.length > 0 && !devices.includes(device));
}

async function readDevices(
  records: Pick<Records, "devices">,
  holders: readonly Holder[],
): Promise<readonly Device[]> {
  return (await Promise.all(holders.map(({ holderId }) => records.devices.allOf(holderId)))).flat();
}

/** One person's records, the present one first. */
type Holders = readonly [Holder, ...Holder[]];

async function readHolders(records: Pick<Records, "holders">, ids: readonly string[]): Promise<Holders> {
  const [present, ...earlier] = await Promise.all(ids.map((holderId) => records.holders.read(holderId)));
  if (!present) throw new Error("a card names a holder that isn't kept");
  return [present, ...earlier.filter((holder) => holder !== undefined)];
}

/** Tells the person's present record, and says of each that the person has died: whichever of them signed a phone in. */
function keepTold(
  records: Pick<Records, "holders" | "devices" | "audit">,
  holders: Holders,
  { fact, deceasedAt }: { fact: AuditFact; deceasedAt: Date | undefined },
): void {
  const [present, ...earlier] = holders.map((holder) =>
    deceasedAt === undefined ? holder : { ...holder, deceasedAt: holder.deceasedAt ?? deceasedAt },
  );
  for (const holder of earlier) records.holders.keep(holder);
  if (present) appendAudit(records, present, [fact]);
}

function pathsOf(...cards: readonly Card[]): readonly string[] {
  return cards.map(({ cardId }) => `cards/${cardId}`);
}

function byCa(at: Date): Pick<AuditFact, "actor" | "method" | "at"> {
  return { actor: "ca", method: "partnerSignature", at };
}
