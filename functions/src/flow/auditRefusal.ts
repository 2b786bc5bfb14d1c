import type { AuditFact } from "../domain/audit.ts";
import type { AuditOwner } from "../domain/auditChain.ts";
import { isRefused, type Refusal } from "../domain/refusal.ts";
import type { Register } from "../domain/register.ts";
import { appendAudit } from "./appendAudit.ts";
import { appendRegister, readRegister } from "./appendRegister.ts";
import { findAuditOwner } from "./auditOwner.ts";
import type { ChargeLimit, Clock, Log, Records, Transact } from "./ports.ts";
import type { Asked, AuditRefusal, Proven } from "./refusalPorts.ts";

type Touched = "cards" | "holders" | "devices" | "certificates" | "wipes" | "staff" | "registers" | "audit";

interface Ports {
  readonly transact: Transact<Touched>;
  readonly limit: ChargeLimit;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Tells refusals in the chain of whom they concern: the holder's or the device's, the register's for staff and partners. Not
 * in the transaction that refused, which wrote nothing; so a crash in between loses the entry, and so does a failure, which
 * is logged: a refusal stands whatever becomes of its entry. Bounded by who was proven and what was asked for, so that
 * nobody fills a chain, nor uses up the room for what another asks. What doesn't lead to a chain is only counted.
 */
export function auditRefusals(ports: Ports): AuditRefusal {
  return async (decision, asked) => {
    if (isRefused(decision))
      await tell(decision.refused, asked, ports).catch(() =>
        ports.log("refusal_not_audited", { act: asked.act }),
      );
    return decision;
  };
}

async function tell(
  refusal: Refusal,
  { act, actor, method, by }: Asked,
  { transact, limit, clock }: Ports,
): Promise<void> {
  const subject = pathOf(by);
  const limited = await limit({ scope: "auditedRefusals", subject: `${subject} ${act} ${actor}` });
  if (limited) return;
  await transact(async (records) => {
    const owner = await findOwner(records, by);
    const fact: AuditFact = { act, actor, method, refusal, subjects: [subject], at: clock() };
    if (owner && "registerId" in owner) appendRegister(records, owner, [fact]);
    else if (owner) appendAudit(records, owner, [fact]);
  });
}

/** The document that stands for what was proven. */
function pathOf(by: Proven): string {
  if ("cardId" in by) return `cards/${by.cardId}`;
  if ("certificateId" in by) return `certificates/${by.certificateId}`;
  if ("holderId" in by) return `holders/${by.holderId}`;
  if ("wipeId" in by) return `wipes/${by.wipeId}`;
  if ("partnerId" in by) return `partners/${by.partnerId}`;
  return "staffId" in by ? `staff/${by.staffId}` : `accounts/${by.accountId}`;
}

async function findOwner(
  records: Pick<Records, Touched>,
  by: Proven,
): Promise<AuditOwner | Register | undefined> {
  if ("holderId" in by) return records.holders.read(by.holderId);
  if ("cardId" in by) {
    const card = await records.cards.read(by.cardId);
    return card && records.holders.read(card.holderId);
  }
  if ("accountId" in by) return findAccount(records, by.accountId);
  if ("certificateId" in by || "wipeId" in by) {
    const told =
      "wipeId" in by
        ? await records.wipes.read(by.wipeId)
        : await records.certificates.read(by.certificateId);
    return told && findAuditOwner(records, told);
  }
  return readRegister(records, "refused");
}

/** An account is a holder's or one of the staff's; whoever is neither has no chain. */
async function findAccount(
  records: Pick<Records, Touched>,
  accountId: string,
): Promise<AuditOwner | Register | undefined> {
  const holder = await records.holders.read(accountId);
  if (holder) return holder;
  return (await records.staff.read(accountId)) ? readRegister(records, "refused") : undefined;
}
