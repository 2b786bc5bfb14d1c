import type { SignedCaEvent } from "../../../functions/src/flow/ports.ts";
import { takeCaEvent } from "../../../functions/src/flow/takeCaEvent.ts";
import { partnerProof } from "../../doubles/partners.ts";
import type { Act } from "../act.ts";
import type { Crash, Tell, TellAgain } from "../step.ts";
import type { Universe } from "../universe.ts";
import { newest } from "./drive.ts";

/** Something happens to a person's card, and the CA tells of it, unless it takes its time. */
export async function tell(step: Tell, universe: Universe, crash?: Crash): Promise<void> {
  const { ledger, clock } = universe;
  const about = { kind: step.event, occurredAt: clock(), ...sent(step.event, universe) };
  const [old, fresh] =
    step.event === "cardRenewed" ? ledger.renewCardOf(step.card) : [ledger.cardOf(step.card)];
  const event = { ...about, cardId: old, ...(fresh === undefined ? {} : { newCardId: fresh }) };
  ledger.caEvents.push(event);
  if (!step.isWithheld) await send(event, universe, crash);
}

/** The CA tells of something once more, or at last. */
export async function tellAgain(step: TellAgain, universe: Universe, crash?: Crash): Promise<void> {
  const event = newest(universe.ledger.caEvents, step.pick);
  if (!event) return;
  await send(step.isSameMessage ? event : { ...event, ...sent(event.kind, universe) }, universe, crash);
}

function sent(said: string, { newId }: Universe): Pick<SignedCaEvent, "partnerId" | "eventId" | "proof"> {
  const proof = partnerProof(newId(), said);
  return { partnerId: "card-ca", eventId: proof.proofId, proof };
}

async function send(event: SignedCaEvent, universe: Universe, crash?: Crash): Promise<void> {
  const { clock, newId, scope, log } = universe;
  const by: Act = { by: "tell", event };
  const transact = universe.transactAs(by, crash);
  const auditRefusal = universe.auditRefusalAs(by, crash);
  const readCaEvent = async () => event;
  const taken = await takeCaEvent("event", { readCaEvent, transact, auditRefusal, clock, newId, scope, log });
  if (universe.heard(by, taken)) universe.ledger.figures.add("events of the CA", event.kind);
}
