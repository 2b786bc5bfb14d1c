import type { AuditFact } from "../domain/audit.ts";
import type { Device } from "../domain/device.ts";
import { erasedInForce } from "../domain/deviceMatter.ts";
import type { MatterRules } from "../domain/matter.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { isErasedInForce, isStruck, type ResetDevice, takeReset } from "../domain/reset.ts";
import { type ResetCapability, resetClears } from "../domain/resetCapability.ts";
import { erasureOf, type Wipe } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import { readParts } from "./makeView.ts";
import type { ChargeLimit, Clock, NewId, Records, Transact } from "./ports.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { ReadResetReport, SignedResetReport } from "./resetPorts.ts";
import { findUse } from "./usedProof.ts";
import type { ReadRegistry } from "./viewPorts.ts";

type Touched = "usedProofs" | "devices" | "certificates" | "wipes" | "holders" | "audit";

interface Ports {
  readonly readResetReport: ReadResetReport;
  readonly limit: ChargeLimit;
  readonly transact: Transact<Touched>;
  readonly readRegistry: ReadRegistry;
  readonly hasTsm: boolean;
  readonly rules: MatterRules;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
  readonly newId: NewId;
}

const taken = { taken: true } as const;

/**
 * Takes a maker's report that a phone is being initialised (countermeasure 3): the SEI-TSM is asked for what is still in its
 * secure element, also where nothing was revoked, as `takeReset` decides. A secure element that nobody registered is answered
 * the same, and nothing is kept of it. A repeat changes nothing, also once somebody has registered it since.
 */
export async function reportReset(jws: string, ports: Ports): Promise<Decision<{ taken: true }>> {
  const now = ports.clock();
  const report = await ports.readResetReport(jws, now);
  const partnerId = isRefused(report) ? report.signedBy : report.partnerId;
  const decision = isRefused(report) ? report : await take(report, now, ports);
  if (partnerId === undefined) return decision;
  const asked = { act: "resetReportRefused", actor: "maker", method: "partnerSignature" } as const;
  return ports.auditRefusal(decision, { ...asked, by: { partnerId } });
}

async function take(signed: SignedResetReport, now: Date, ports: Ports): Promise<Decision<{ taken: true }>> {
  const { limit, transact, readRegistry } = ports;
  const limited = await limit({ scope: "reportsPerPartner", subject: signed.partnerId });
  if (limited) return limited;
  const registry = await readRegistry();
  return transact(async (records): Promise<Decision<{ taken: true }>> => {
    const use = await findUse(records, signed.proof);
    if (use !== undefined) return use === "repeat" ? taken : use;
    const devices = await records.devices.inElement(signed.secureElement);
    const there = devices.filter((device) => mayHoldCertificates(device) && isStruck(device, signed.report));
    const resets = await Promise.all(there.map((device) => readParts(records, device)));
    for (const reset of resets) keepReset(records, reset, { ...ports, registry, signed, now });
    records.usedProofs.keep(signed.proof);
    return taken;
  });
}

/** An older enrolment may, too: what wasn't replaced is on the chip still, and its wipe is open. */
function mayHoldCertificates({ state, erasure }: Device): boolean {
  return state === "active" || erasure === "open" || erasure === "closedUnverified";
}

interface Order extends Pick<Ports, "hasTsm" | "rules" | "newId"> {
  readonly registry: readonly ResetCapability[];
  readonly signed: SignedResetReport;
  readonly now: Date;
}

function keepReset(
  records: Pick<Records, Touched>,
  reset: ResetDevice,
  { registry, signed: { report }, hasTsm, rules, newId, now }: Order,
): void {
  const { device, wipe: before } = reset;
  const clears = resetClears(registry, device.handset);
  const wipe = takeReset(reset, { report, clears, hasTsm, fresh: freshIds(newId), now });
  const isNews = wipe !== undefined && JSON.stringify(wipe) !== JSON.stringify(before);
  if (isNews) records.wipes.keep(wipe);
  const after = isNews ? withWipe({ ...reset, wipe }, { rules, now }) : device;
  const by = { actor: "maker", method: "partnerSignature", at: now } as const;
  const subjects = [`devices/${device.deviceId}`, ...(isNews ? [`wipes/${wipe.wipeId}`] : [])];
  const fact: AuditFact = { act: "resetReported", ...by, subjects };
  appendAudit(records, after, [fact]);
}

/** The device with the wipe that it has now, and what its holder has to be told where that has erased what is in force. */
function withWipe(reset: ResetDevice & { wipe: Wipe }, moment: { rules: MatterRules; now: Date }): Device {
  const { device, certificates, wipe } = reset;
  const owing = { ...device, wipeId: wipe.wipeId, erasure: erasureOf(wipe) };
  return isErasedInForce(reset) ? erasedInForce(owing, certificates, moment) : owing;
}
