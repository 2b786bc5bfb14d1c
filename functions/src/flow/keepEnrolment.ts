import type { SecureElement } from "../domain/application.ts";
import type { AuditedAct, AuditFact } from "../domain/audit.ts";
import { startOfDeviceChain } from "../domain/auditChain.ts";
import { type Certificate, isInForce } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import { closeMatter, outdone, seen } from "../domain/deviceMatter.ts";
import {
  cancelWipe,
  contactWipe,
  type Enrolment,
  enrol,
  mayOvertake,
  refresh,
  slotOf,
} from "../domain/enrolment.ts";
import { hexDigest } from "../domain/hash.ts";
import type { Holder } from "../domain/holder.ts";
import type { MatterRules } from "../domain/matter.ts";
import { takeBackReset } from "../domain/takeBackReset.ts";
import { erasureOf, type Wipe, type WipeScope } from "../domain/wipe.ts";
import { wipeAgain } from "../domain/wipeAgain.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import type { NewId, Records } from "./ports.ts";
import type { PossessedCertificate } from "./registrationPorts.ts";

/** What a registration reads and writes. */
export type EnrolmentRecords =
  | "holders"
  | "cards"
  | "devices"
  | "secureElements"
  | "certificates"
  | "wipes"
  | "audit";

/** Whose a registration is, and what was registered before. */
export interface Known {
  readonly signedIn: Holder;
  /** Whose the certificates are: the one signed in, or the same person under an earlier id. */
  readonly holder: Holder;
  /** The registration as that holder's. */
  readonly enrolment: Enrolment;
  readonly slot: SecureElement | undefined;
  /** The device that holds some of these certificates, else the one that the secure element is enrolled as now. */
  readonly current: Device | undefined;
  readonly wipe: Wipe | undefined;
  /** Those of the enrolment's certificates that were registered before. */
  readonly certificates: readonly Certificate[];
}

/** A device that is registered again, and what another wipe is made of where it is owed one. */
interface Refreshed extends Known {
  readonly current: Device;
  readonly newId: NewId;
  readonly scope: WipeScope;
  readonly rules: MatterRules;
  readonly now: Date;
}

/**
 * Keeps a registration of the same certificates: where the phone is reached now, and that it was there. In the same transaction, where it has shown
 * by that what was taken for erased, the wipe that it is owed then; where it shows that it wasn't reset, the end of that wipe.
 */
export async function keepRefreshed(
  records: Pick<Records, EnrolmentRecords>,
  { current, wipe, certificates: shown, enrolment, newId, scope, rules, now }: Refreshed,
): Promise<Device> {
  const device = seen(refresh(current, enrolment, now), rules, now);
  const stored = shown.every(isInForce) ? [] : await records.wipes.ofDevice(device.deviceId);
  const back = wipe && takeBackReset(wipe, { device, shown }, now);
  const wipes = stored.map((one) => (one.wipeId === back?.wipeId ? back : one));
  const again = wipeAgain({ device, shown, wipes }, { fresh: freshIds(newId), scope, now });
  if (back) records.wipes.keep(back);
  const owed = again ?? (back ? undefined : wipe);
  if (owed) records.wipes.keep(contactWipe(owed, enrolment.deviceKey, now));
  const newest = again ?? back;
  const owing = newest ? { ...device, wipeId: newest.wipeId, erasure: erasureOf(newest) } : device;
  return appendAudit(records, owing, refreshFacts(device, { again, back, now }));
}

function refreshFacts(
  device: Device,
  { again, back, now }: { again: Wipe | undefined; back: Wipe | undefined; now: Date },
): readonly AuditFact[] {
  const refreshed = fact("deviceRefreshed", device, now);
  const subjects = [...refreshed.subjects, ...(again ? [`wipes/${again.wipeId}`] : [])];
  const cancelled = back && { ...fact("wipeCancelled", device, now), subjects: [`wipes/${back.wipeId}`] };
  return [{ ...refreshed, subjects }, ...(cancelled ? [cancelled] : [])];
}

/** A new enrolment with all that it is made of. */
interface Added extends Known {
  readonly possessed: readonly PossessedCertificate[];
  /** The person's other active devices. */
  readonly others: readonly Device[];
  readonly rules: MatterRules;
  readonly now: Date;
}

/** Keeps a new enrolment; it ends the one before where it is the same phone, and the person's other phones are asked after. */
export function keepEnrolled(records: Pick<Records, EnrolmentRecords>, added: Added): Device {
  const { holder, slot, current, enrolment, possessed, others, rules, now } = added;
  const generation = Math.max(slot?.generation ?? 0, current?.generation ?? 0) + 1;
  const secureElement = slotOf(enrolment);
  const deviceId = hexDigest(secureElement, String(generation));
  const told = appendAudit(records, holder, [fact("deviceRegistered", { deviceId }, now)]);
  const auditHead = startOfDeviceChain(told);
  const device = seen(enrol(enrolment, { deviceId, generation, auditHead, now }), rules, now);
  records.devices.keep(device);
  for (const other of others) records.devices.keep(outdone(other, rules, now));
  records.secureElements.keep({ secureElement, deviceId, generation });
  for (const certificate of possessed) {
    const before = added.certificates.find(
      ({ certificateId }) => certificateId === certificate.certificateId,
    );
    const holds = before?.holds ? { holds: before.holds } : {};
    records.certificates.keep({ ...register(certificate, device, now), ...holds });
  }
  // What is found in the element's own slot was vouched for; what only says that it is there is counted elsewhere.
  const areVouchedFor = enrolment.isProven && slot?.secureElement === secureElement;
  const isOvertaking =
    current !== undefined && mayOvertake(current, enrolment, { shared: added.certificates, areVouchedFor });
  if (isOvertaking) keepOvertaken(records, { ...added, current });
  return device;
}

/** Ends the old enrolment, and its wipe where nothing of it is left on the chip; tells it, but not who came next. */
function keepOvertaken(
  records: Pick<Records, EnrolmentRecords>,
  {
    current,
    wipe,
    possessed,
    now,
  }: Known & { current: Device; possessed: readonly PossessedCertificate[]; now: Date },
): void {
  const kinds = possessed.map(({ kind }) => kind);
  const after = wipe && cancelWipe(wipe, kinds, now);
  const erasure = after ? { erasure: erasureOf(after) } : {};
  const state = current.state === "active" ? "retired" : current.state;
  if (after) records.wipes.keep(after);
  const isCancelled = after !== undefined && after.state !== wipe?.state;
  const cancelled = isCancelled
    ? [{ ...fact("wipeCancelled", current, now), subjects: [`wipes/${after.wipeId}`] }]
    : [];
  appendAudit(records, closeMatter({ ...current, ...erasure, state }), [
    fact("deviceOvertaken", current, now),
    ...cancelled,
  ]);
}

function register(possessed: PossessedCertificate, { holderId, deviceId }: Device, now: Date): Certificate {
  return { ...possessed, holderId, deviceId, state: "valid", registeredAt: now };
}

function fact(act: AuditedAct, { deviceId }: Pick<Device, "deviceId">, at: Date): AuditFact {
  const isHolders = act === "deviceRegistered" || act === "deviceRefreshed";
  const [actor, method] = isHolders
    ? (["holder", "deviceSignature"] as const)
    : (["service", "table"] as const);
  return { act, actor, method, subjects: [`devices/${deviceId}`], at };
}
