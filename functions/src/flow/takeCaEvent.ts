import type { AuditFact } from "../domain/audit.ts";
import { cardAfter, endsCertificate, holderIdsOf, linkCards } from "../domain/caEvent.ts";
import type { Device } from "../domain/device.ts";
import type { Card, Holder } from "../domain/holder.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import type { RevocationCause } from "../domain/revocation.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { decideRevocation, keepRevoked } from "./decideRevocation.ts";
import type { Clock, Log, NewId, ReadCaEvent, Records, SignedCaEvent, Transact } from "./ports.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
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
    else if (newCardId !== undefined) await keepRenewed(records, { ...event, newCardId }, { card, now });
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
): Promise<void> {
  const known = await records.cards.read(event.newCardId);
  const { old, successor } = linkCards(card, known, event, now);
  const holder = await readHolder(records, successor);
  // What was enrolled under the earlier ids is this person's: each device tells so, and shows itself under the new id too.
  const joined = successor.holderId === card.holderId ? [] : await readDevices(records, card);
  const fact = { ...byCa(now), act: "cardRenewed", subjects: pathsOf(old, successor) } as const;
  for (const device of joined) appendAudit(records, device, [fact]);
  records.cards.keep(old);
  records.cards.keep(successor);
  appendAudit(records, holder, [fact]);
}

async function keepEnded(
  records: Pick<Records, Touched>,
  { event, card, cause, now }: { event: SignedCaEvent; card: Card; cause: RevocationCause; now: Date },
  { newId, scope }: Ports,
): Promise<void> {
  const holder = await readHolder(records, card);
  const devices = await readDevices(records, card);
  const order = { revocationId: event.eventId, cause, channel: "ca", now, newId, scope } as const;
  const ends = endsCertificate.bind(undefined, event, card);
  const shown = await Promise.all(
    devices.map((device) => decideRevocation(records, device, { ...order, ends })),
  );
  const news = shown.filter(
    ({ device, certificates }) => certificates.length > 0 && !devices.includes(device),
  );
  for (const one of news) keepRevoked(records, one, byCa(now));
  records.cards.keep(cardAfter(card, event));
  const isDeath = event.kind === "holderDeceased" && holder.deceasedAt === undefined;
  const after = isDeath ? { ...holder, deceasedAt: event.occurredAt } : holder;
  appendAudit(records, after, [{ ...byCa(now), act: event.kind, subjects: pathsOf(card) }]);
}

async function readDevices(records: Pick<Records, "devices">, card: Card): Promise<readonly Device[]> {
  const listed = await Promise.all(holderIdsOf(card).map((holderId) => records.devices.allOf(holderId)));
  return listed.flat();
}

async function readHolder(records: Pick<Records, "holders">, { holderId }: Card): Promise<Holder> {
  const holder = await records.holders.read(holderId);
  if (!holder) throw new Error("a card names a holder that isn't kept");
  return holder;
}

function pathsOf(...cards: readonly Card[]): readonly string[] {
  return cards.map(({ cardId }) => `cards/${cardId}`);
}

function byCa(at: Date): Pick<AuditFact, "actor" | "method" | "at"> {
  return { actor: "ca", method: "partnerSignature", at };
}
