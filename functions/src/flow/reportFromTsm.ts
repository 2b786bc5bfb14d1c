import { acknowledge, isAbout } from "../domain/acknowledgement.ts";
import { type AttemptSchedule, nextAttempt } from "../domain/attemptSchedule.ts";
import type { MatterRules } from "../domain/matter.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { isCommandOf, wipeIdOf } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { readAuditOwner, withErasure } from "./auditOwner.ts";
import { readAfterReset, readErasedElsewhere, withErasedInForce } from "./erasedInForce.ts";
import type { Chance, ChargeLimit, Clock, ReadTsmReport, SignedTsmReport, Transact } from "./ports.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import { findUse } from "./usedProof.ts";

interface Ports {
  readonly readTsmReport: ReadTsmReport;
  readonly limit: ChargeLimit;
  readonly transact: Transact<"usedProofs" | "wipes" | "devices" | "certificates" | "holders" | "audit">;
  readonly schedule: AttemptSchedule;
  readonly rules: MatterRules;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
  readonly chance: Chance;
}

/**
 * Takes the SEI-TSM's report on a wipe: the strongest evidence there is, before or after the phone's own answer. A repeat
 * changes nothing, whatever other reports came in between. What is in force although it is gone, as after a reset, is something to
 * remind its holder of, also where the reset had been taken back. Refused with `acknowledgement_refused` for a command that was
 * never given out, and for certificates none of which it names.
 */
export async function reportFromTsm(jws: string, ports: Ports): Promise<Decision<{ taken: true }>> {
  const now = ports.clock();
  const report = await ports.readTsmReport(jws, now);
  const partnerId = isRefused(report) ? report.signedBy : report.partnerId;
  const decision = isRefused(report) ? report : await take(report, now, ports);
  if (partnerId === undefined) return decision;
  const asked = { act: "tsmReportRefused", actor: "tsm", method: "partnerSignature" } as const;
  return ports.auditRefusal(decision, { ...asked, by: { partnerId } });
}

async function take(
  report: SignedTsmReport,
  now: Date,
  { limit, transact, schedule, rules, chance }: Ports,
): Promise<Decision<{ taken: true }>> {
  const limited = await limit({ scope: "reportsPerPartner", subject: report.partnerId });
  if (limited) return limited;
  return transact(async (records): Promise<Decision<{ taken: true }>> => {
    const use = await findUse(records, report.proof);
    if (use !== undefined) return use === "repeat" ? taken : use;
    const wipe = await records.wipes.read(wipeIdOf(report.commandId));
    if (!wipe || !isCommandOf(wipe, report.commandId) || !isAbout(wipe, report.results)) return unknown;
    const { at: nextAt } = nextAttempt(schedule, { ...wipe, now, chance: chance() });
    const deferredUntil = new Date(now.getTime() + schedule.deferral);
    const testimony = {
      results: report.results,
      witness: "tsmConfirmed",
      hasTsm: false,
      nextAt,
      deferredUntil,
      now,
    } as const;
    const after = acknowledge(wipe, testimony);
    // Compared whole: whatever is written has to be told.
    const isNews = JSON.stringify(after) !== JSON.stringify(wipe);
    const owner = isNews ? await readAuditOwner(records, wipe) : undefined;
    const own = await readAfterReset(records, owner, after);
    const others = isNews ? await readErasedElsewhere(records, after, { rules, now }) : [];
    records.wipes.keep(after);
    records.usedProofs.keep(report.proof);
    for (const device of others) records.devices.keep(device);
    const subjects = [`wipes/${wipe.wipeId}`];
    if (owner)
      appendAudit(records, withErasedInForce(withErasure(owner, after), { after, own, rules, now }), [
        { act: "tsmReportTaken", actor: "tsm", method: "partnerSignature", subjects, at: now },
      ]);
    return taken;
  });
}

const taken = { taken: true } as const;

const unknown = refuse(
  "acknowledgement_refused",
  "Report on a command that was given out, under its id, and on certificates that it names.",
);
