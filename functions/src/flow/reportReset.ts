import type { AuditFact } from "../domain/audit.ts";
import type { Device } from "../domain/device.ts";
import { erasedInForce } from "../domain/deviceMatter.ts";
import { hearReset } from "../domain/hearReset.ts";
import type { MatterRules } from "../domain/matter.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { heardOf, isErasedInForce, isStruck, type ResetDevice, takeReset } from "../domain/reset.ts";
import { type ResetCapability, resetClears } from "../domain/resetCapability.ts";
import { erasureOf, type Wipe } from "../domain/wipe.ts";
import { isOpen } from "../domain/wipeMoves.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import type { ChargeLimit, Clock, NewId, Records, Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
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
    const struck = devices.filter((device) => isStruck(device, signed.report));
    const resets = await Promise.all(struck.map((device) => readReset(records, device)));
    for (const reset of resets.filter(mayHoldCertificates))
      keepReset(records, reset, { ...ports, registry, signed, now });
    records.usedProofs.keep(signed.proof);
    return taken;
  });
}

/** A phone that was reset, with all of its wipes. */
interface Struck extends ResetDevice {
  readonly wipes: readonly Wipe[];
}

async function readReset(records: Pick<Records, "certificates" | "wipes">, device: Device): Promise<Struck> {
  const certificates = await readOwnCertificates(records, device);
  const wipes = await records.wipes.ofDevice(device.deviceId);
  return { device, certificates, wipe: wipes.find(({ wipeId }) => wipeId === device.wipeId), wipes };
}

/** An older enrolment may, too: what wasn't replaced is on the chip still, and its wipe isn't proven. */
function mayHoldCertificates({ device, wipes }: Struck): boolean {
  return (
    device.state === "active" || wipes.some(({ state }) => isOpen(state) || state === "closedUnverified")
  );
}

interface Told extends Pick<Ports, "hasTsm" | "rules" | "newId"> {
  readonly registry: readonly ResetCapability[];
  readonly signed: SignedResetReport;
  readonly now: Date;
}

function keepReset(
  records: Pick<Records, Touched>,
  reset: Struck,
  { registry, signed: { report }, hasTsm, rules, newId, now }: Told,
): void {
  const { device, wipes: before } = reset;
  const clears = resetClears(registry, device.handset);
  const terms = { report, clears, hasTsm, fresh: freshIds(newId), now };
  const wipe = takeReset(reset, terms);
  const others = before.filter(({ wipeId }) => wipeId !== wipe?.wipeId);
  const heard = [...(wipe ? [wipe] : []), ...others.map((one) => hearReset(one, heardOf(terms)))];
  const changed = heard.filter((one) => isNews(one, before));
  for (const one of changed) records.wipes.keep(one);
  const after = wipe && changed.includes(wipe) ? withWipe({ ...reset, wipe }, { rules, now }) : device;
  const by = { actor: "maker", method: "partnerSignature", at: now } as const;
  const subjects = [`devices/${device.deviceId}`, ...changed.map(({ wipeId }) => `wipes/${wipeId}`)];
  const fact: AuditFact = { act: "resetReported", ...by, subjects };
  appendAudit(records, after, [fact]);
}

/** Compared whole: whatever is written has to be told. */
function isNews(wipe: Wipe, before: readonly Wipe[]): boolean {
  const known = before.find(({ wipeId }) => wipeId === wipe.wipeId);
  return JSON.stringify(wipe) !== JSON.stringify(known);
}

/** The device with the wipe that it has now, and what its holder has to be told where that has erased what is in force. */
function withWipe(reset: ResetDevice & { wipe: Wipe }, moment: { rules: MatterRules; now: Date }): Device {
  const { device, certificates, wipe } = reset;
  const owing = { ...device, wipeId: wipe.wipeId, erasure: erasureOf(wipe) };
  return isErasedInForce(reset) ? erasedInForce(owing, certificates, moment) : owing;
}
