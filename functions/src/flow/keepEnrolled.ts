import type { AuditFact } from "../domain/audit.ts";
import { startOfDeviceChain } from "../domain/auditChain.ts";
import { type Certificate, isInForce, isInUse } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import { closeMatter, erasedInForce, nothingErased, outdone, seen } from "../domain/deviceMatter.ts";
import { cancelWipe, enrol, mayOvertake, slotOf } from "../domain/enrolment.ts";
import { hexDigest } from "../domain/hash.ts";
import { type EndedEnrolment, isErasedIn, leftInPhone, shownInEnded } from "../domain/leftInPhone.ts";
import { type FreshIds, openOrJoinWipe } from "../domain/openWipe.ts";
import { lastShownAt } from "../domain/shown.ts";
import { erasureOf, type Wipe } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import type { Records } from "./ports.ts";
import {
  type EnrolmentRecords,
  type Known,
  type RegistrationTerms,
  registrationFact,
} from "./registrationParts.ts";
import type { PossessedCertificate } from "./registrationPorts.ts";

/** A new enrolment with all that it is made of. */
interface Added extends Known, RegistrationTerms {
  readonly possessed: readonly PossessedCertificate[];
  /** The person's other active devices. */
  readonly others: readonly Device[];
  /** The enrolment of `current`, with what is its own. */
  readonly before: EndedEnrolment | undefined;
}

/**
 * Keeps a new enrolment. Where it is the same phone it ends the one before, and takes over what that leaves in the phone, with the wipe
 * of what of it was stopped; the person's other phones are asked after.
 */
export function keepEnrolled(records: Pick<Records, EnrolmentRecords>, added: Added): Device {
  const { others, rules, now } = added;
  const ended = isSamePhone(added) ? added.before : undefined;
  const left = ended && ended.device.holderId === added.holder.holderId ? leftIn(ended, added) : [];
  const device = keepDevice(records, { ...added, ended, left });
  for (const other of others) records.devices.keep(outdone(other, rules, now));
  keepCertificates(records, { ...added, left }, device);
  if (ended) keepEnded(records, ended, { ...added, left, replacedAt: lastShownAt(device) });
  return device;
}

/** Whether a new enrolment is the same phone's as the current one, so that it ends that. */
export function isSamePhone({ current, enrolment, slot, certificates: shared }: Known): boolean {
  // What is found in the element's own slot was vouched for; what only says that it is there is counted elsewhere.
  const areVouchedFor = enrolment.isProven && slot?.secureElement === slotOf(enrolment);
  return current !== undefined && mayOvertake(current, enrolment, { shared, areVouchedFor });
}

function leftIn(ended: EndedEnrolment, { possessed }: Added): readonly Certificate[] {
  return leftInPhone(
    ended,
    possessed.map(({ kind }) => kind),
  );
}

/** An enrolment with what it takes over. */
interface Taking extends Added {
  readonly ended: EndedEnrolment | undefined;
  readonly left: readonly Certificate[];
}

function keepDevice(records: Pick<Records, EnrolmentRecords>, taking: Taking): Device {
  const { holder, counted, current, enrolment, ended, left, newId, now } = taking;
  const generation = Math.max(counted, current?.generation ?? 0) + 1;
  const secureElement = slotOf(enrolment);
  const deviceId = hexDigest(secureElement, String(generation));
  const fresh = left.every(isInForce) ? undefined : freshIds(newId);
  const registered = registrationFact("deviceRegistered", { deviceId }, now);
  const subjects = [...registered.subjects, ...(fresh ? [`wipes/${fresh.wipeId}`] : [])];
  const auditHead = startOfDeviceChain(appendAudit(records, holder, [{ ...registered, subjects }]));
  const place = { deviceId, generation, auditHead, now };
  const enrolled = enrol(enrolment, place, ended ? shownInEnded(ended, left) : []);
  const device = owing(records, asked(enrolled, taking), { ...taking, fresh });
  records.devices.keep(device);
  records.secureElements.keep({ secureElement, deviceId, generation });
  return device;
}

/** The device with what its holder is asked of it: to revoke what it has taken over in force although it is gone, to hand it over, or nothing yet. */
function asked(enrolled: Device, { holder, ended, left, rules, now }: Taking): Device {
  const matter = ended?.device.holderId === holder.holderId ? ended.device.matter : undefined;
  const planned = matter?.about === "handOver" ? { ...enrolled, matter } : enrolled;
  const erased = ended ? left.filter((one) => isErasedIn(ended, one)) : [];
  return erasedInForce(seen(planned, nothingErased, { rules, now }), erased, { rules, now });
}

/** The device with the wipe that it is owed for what it has taken over and was stopped, where there is any. */
function owing(
  records: Pick<Records, "wipes">,
  device: Device,
  { left, fresh, scope, now }: Taking & { fresh: FreshIds | undefined },
): Device {
  if (!fresh) return device;
  const certificates = left.filter((one) => !isInForce(one));
  const duty = { device, certificates, current: undefined, fresh, scope, now };
  const wipe = openOrJoinWipe({ ...duty, isFollowUp: true });
  records.wipes.keep(wipe);
  return { ...device, wipeId: wipe.wipeId, erasure: erasureOf(wipe) };
}

/** The certificates that the phone signed with, as registered now, and those that it takes over, as they are. */
function keepCertificates(
  records: Pick<Records, "certificates">,
  { possessed, certificates, left, now }: Pick<Taking, "possessed" | "certificates" | "left" | "now">,
  { holderId, deviceId }: Device,
): void {
  for (const one of possessed) {
    const before = certificates.find(({ certificateId }) => certificateId === one.certificateId);
    const holds = before?.holds ? { holds: before.holds } : {};
    const registered = { ...one, holderId, deviceId, state: "valid", registeredAt: now } as const;
    records.certificates.keep({ ...registered, ...holds });
  }
  for (const one of left) records.certificates.keep({ ...one, deviceId });
}

/**
 * Ends the old enrolment, and its wipe where nothing is left of it to do; tells it, but not who came next. One of another person goes on
 * while something in force isn't replaced: it is theirs to revoke.
 */
function keepEnded(
  records: Pick<Records, EnrolmentRecords>,
  { device: current, own }: EndedEnrolment,
  taking: Pick<Taking, "wipe" | "possessed" | "left" | "now"> & { readonly replacedAt: Date },
): void {
  const { wipe, possessed, left, replacedAt, now } = taking;
  const kinds = [...possessed, ...left].map(({ kind }) => kind);
  const isOver = own.every((one) => !isInUse(one) || kinds.includes(one.kind));
  const after = wipe && cancelWipe(wipe, kinds, now);
  const erasure = after ? { erasure: erasureOf(after) } : {};
  const state = current.state === "active" && isOver ? "retired" : current.state;
  if (after) records.wipes.keep(after);
  const cancelled = after && after.state !== wipe?.state ? [cancelledFact(current, after, now)] : [];
  for (const one of replacedIn(own, possessed)) records.certificates.keep({ ...one, replacedAt });
  const ended = { ...current, ...erasure, state };
  appendAudit(records, isOver ? closeMatter(ended) : ended, [
    registrationFact("deviceOvertaken", current, now),
    ...cancelled,
  ]);
}

/** What is no more in the phone: what stops it later owes nothing, and nobody need be asked for it again. */
function replacedIn(own: readonly Certificate[], possessed: readonly PossessedCertificate[]) {
  const named = new Set(possessed.map(({ certificateId }) => certificateId));
  const kinds = possessed.map(({ kind }) => kind);
  const isNews = ({ kind, certificateId, replacedAt }: Certificate) =>
    kinds.includes(kind) && !named.has(certificateId) && replacedAt === undefined;
  return own.filter(isNews);
}

function cancelledFact(device: Device, { wipeId }: Wipe, now: Date): AuditFact {
  return { ...registrationFact("wipeCancelled", device, now), subjects: [`wipes/${wipeId}`] };
}
