import type { AttemptSchedule } from "../domain/attemptSchedule.ts";
import type { AuditFact } from "../domain/audit.ts";
import type { DeviceParts, DeviceView } from "../domain/deviceView.ts";
import { eveningBefore } from "../domain/handOverDay.ts";
import type { MatterRules } from "../domain/matter.ts";
import { planHandOver as plan, takeBackHandOver } from "../domain/planHandOver.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { appendAudit } from "./appendAudit.ts";
import { findOwnDevice, type OwnDevice } from "./findOwnDevice.ts";
import { inSession, type Session, type SessionPorts } from "./inSession.ts";
import { deviceUnknown } from "./keepRevocation.ts";
import { makeView, readParts } from "./makeView.ts";
import type { Records, Transact } from "./ports.ts";
import type { ViewPorts } from "./viewPorts.ts";

type Touched = "cards" | "devices" | "certificates" | "wipes" | "holders" | "audit";

interface Ports extends ViewPorts, SessionPorts {
  readonly transact: Transact<Touched>;
  readonly rules: MatterRules & { readonly quiet: { readonly timeZone: string } };
  readonly schedule: AttemptSchedule;
}

/** What a signed-in holder says about handing a phone over. */
interface HandOverPlan extends Session {
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
  const charged = { scope: "handOversPerSession", act: "handOverRefused" } as const;
  return inSession(asked, { ...ports, ...charged }, () => take(asked, ports));
}

async function take(asked: HandOverPlan, ports: Ports): Promise<Decision<DeviceView>> {
  const { transact, readRegistry, rules, clock } = ports;
  const { on } = asked;
  const anchorAt = on === null ? undefined : eveningBefore(on, rules.quiet.timeZone, clock());
  if (anchorAt && isRefused(anchorAt)) return anchorAt;
  const registry = await readRegistry();
  return transact(async (records) => {
    const own = await findOwnDevice(records, asked);
    if (isRefused(own)) return own;
    const parts = await readParts(records, own.device);
    if (parts.certificates.length === 0) return deviceUnknown;
    const moment = { rules, schedule: ports.schedule, now: clock() };
    const after = anchorAt
      ? plan(parts, anchorAt, moment)
      : takeBackHandOver(parts, await othersOf(records, own), moment);
    if (after !== parts) keepPlanned(records, after, { before: parts, at: moment.now });
    return makeView(after, { ...ports, registry });
  });
}

/** The person's other active devices. */
async function othersOf(records: Pick<Records, "devices">, { person, device: { deviceId } }: OwnDevice) {
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
