import type { AttemptSchedule } from "../domain/attemptSchedule.ts";
import type { AuditFact } from "../domain/audit.ts";
import type { DeviceParts, DeviceView } from "../domain/deviceView.ts";
import { eveningBefore } from "../domain/handOverDay.ts";
import type { MatterRules } from "../domain/matter.ts";
import { planHandOver as plan, takeBackHandOver } from "../domain/planHandOver.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { isFreshlySignedIn, signInAgain } from "../domain/session.ts";
import { appendAudit } from "./appendAudit.ts";
import { deviceUnknown } from "./keepRevocation.ts";
import { makeView, readParts } from "./makeView.ts";
import type { ChargeLimit, Records, Transact } from "./ports.ts";
import { readPerson } from "./readPerson.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { ViewPorts } from "./viewPorts.ts";

type Touched = "cards" | "devices" | "certificates" | "wipes" | "holders" | "audit";

interface Ports extends ViewPorts {
  readonly transact: Transact<Touched>;
  readonly limit: ChargeLimit;
  /** How long after its opening by card a session may do this, milliseconds. */
  readonly sessionLife: number;
  readonly auditRefusal: AuditRefusal;
  readonly rules: MatterRules & { readonly quiet: { readonly timeZone: string } };
  readonly schedule: AttemptSchedule;
}

/** What a signed-in holder says about handing a phone over. */
export interface HandOverPlan {
  readonly holderId: string;
  readonly signedInAt: Date;
  readonly deviceId: string;
  /** The day, YYYY-MM-DD by the calendar of the quiet hours' zone; null takes it back. */
  readonly on: string | null;
}

/**
 * Takes the day on which a holder hands a phone over, or that they don't after all. Only right after signing in by card,
 * `not_signed_in` later; `malformed_request` for a day that is over or more than a year ahead. A device that isn't there, one
 * that isn't theirs, and one that a later enrolment took over look the same. The same day again changes nothing.
 */
export async function planHandOver(asked: HandOverPlan, ports: Ports): Promise<Decision<DeviceView>> {
  const by = { holderId: asked.holderId };
  const refused = { act: "handOverRefused", actor: "holder", method: "session", by } as const;
  return ports.auditRefusal(await take(asked, ports), refused);
}

async function take(asked: HandOverPlan, ports: Ports): Promise<Decision<DeviceView>> {
  const { transact, limit, sessionLife, readRegistry, rules, clock } = ports;
  const { holderId, signedInAt, deviceId, on } = asked;
  if (!isFreshlySignedIn(signedInAt, clock(), sessionLife)) return signInAgain;
  const subject = `${holderId} ${signedInAt.toISOString()}`;
  const limited = await limit({ scope: "handOversPerSession", subject });
  if (limited) return limited;
  const anchorAt = on === null ? undefined : eveningBefore(on, rules.quiet.timeZone, clock());
  if (anchorAt && isRefused(anchorAt)) return anchorAt;
  const registry = await readRegistry();
  return transact(async (records) => {
    const person = await readPerson(records, holderId);
    const device = await records.devices.read(deviceId);
    if (!device || !person.includes(device.holderId)) return deviceUnknown;
    const parts = await readParts(records, device);
    if (parts.certificates.length === 0) return deviceUnknown;
    const moment = { rules, schedule: ports.schedule, now: clock() };
    const after = anchorAt
      ? plan(parts, anchorAt, moment)
      : takeBackHandOver(parts, await othersOf(records, person, deviceId), moment);
    if (after !== parts) keepPlanned(records, after, { before: parts, at: moment.now });
    return makeView(after, { ...ports, registry });
  });
}

/** The person's other active devices. */
async function othersOf(records: Pick<Records, "devices">, person: readonly string[], deviceId: string) {
  const active = await Promise.all(person.map((holderId) => records.devices.activeOf(holderId)));
  return active.flat().filter((device) => device.deviceId !== deviceId);
}

function keepPlanned(
  records: Pick<Records, Touched>,
  { device, wipe }: DeviceParts,
  { before, at }: { before: DeviceParts; at: Date },
): void {
  if (wipe && wipe !== before.wipe) records.wipes.keep(wipe);
  const act = device.matter?.about === "handOver" ? "handOverPlanned" : "handOverTakenBack";
  const fact: AuditFact = {
    ...{ act, actor: "holder", method: "session", at },
    subjects: [`devices/${device.deviceId}`],
  };
  appendAudit(records, device, [fact]);
}
