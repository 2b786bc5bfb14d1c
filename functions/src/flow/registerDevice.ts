import type { SecureElement } from "../domain/application.ts";
import type { AuditedAct, AuditFact } from "../domain/audit.ts";
import { startOfDeviceChain } from "../domain/auditChain.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import {
  cancelWipe,
  contactWipe,
  type Enrolment,
  enrol,
  isOutdated,
  isSameEnrolment,
  mayOvertake,
  refresh,
  refuseStopped,
  slotOf,
  unprovenSlotOf,
} from "../domain/enrolment.ts";
import { hexDigest } from "../domain/hash.ts";
import type { Holder } from "../domain/holder.ts";
import { type Decision, isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { refuseUnlessGood } from "../domain/revocationStatus.ts";
import { erasureOf, type Wipe } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { cardStopped } from "./cardStopped.ts";
import type {
  ChargeLimit,
  Clock,
  PossessedCertificate,
  ReadRegistration,
  Records,
  RegistrationRequest,
  Transact,
} from "./ports.ts";
import { readCards, readPerson } from "./readPerson.ts";
import type { AuditRefusal } from "./refusalPorts.ts";

type Touched = "holders" | "cards" | "devices" | "secureElements" | "certificates" | "wipes" | "audit";

interface Ports {
  readonly readRegistration: ReadRegistration;
  readonly limit: ChargeLimit;
  readonly transact: Transact<Touched>;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
}

/** The device, and the certificates it was registered with. */
export interface RegisteredDevice {
  readonly device: Device;
  readonly certificates: readonly PossessedCertificate[];
}

/**
 * Registers a phone with its certificates, or refreshes the registration it has: the same certificates. Other ones in the
 * same secure element are a new enrolment, which ends the old one and its wipe where it is proven to be the same element.
 * Refused when a proof doesn't hold, with `certificate_unknown` for a certificate registered elsewhere, and with
 * `certificate_revoked` for a revoked one in a new enrolment, `revocation_status_unknown` while the CA's word on it can't
 * be had, `card_revoked` once no card is left. A refresh asks for none of these: where a phone is reached matters most when
 * its certificates are revoked.
 */
export async function registerDevice(
  request: RegistrationRequest,
  ports: Ports,
): Promise<Decision<RegisteredDevice>> {
  const by = { holderId: request.holderId };
  const asked = { act: "registrationRefused", actor: "holder", method: "session", by } as const;
  return ports.auditRefusal(await decide(request, ports), asked);
}

async function decide(
  request: RegistrationRequest,
  { readRegistration, limit, transact, clock }: Ports,
): Promise<Decision<RegisteredDevice>> {
  const now = clock();
  const registration = await readRegistration(request, now);
  if (isRefused(registration)) return registration;
  const { certificates, revocationStatus, ...rest } = registration;
  const certificateIds = certificates.map(({ certificateId }) => certificateId);
  const claimed: Enrolment = { ...rest, holderId: request.holderId, certificateIds };
  // By a certificate that it has just signed with: a thief's phone can't use up what the new phone needs.
  const [subject = ""] = certificateIds.toSorted();
  const limited = await limit({ scope: "registrationsPerDevice", subject });
  if (limited) return limited;
  return transact(async (records) => {
    const known = await load(records, claimed);
    if (isRefused(known)) return known;
    if (isSame(known)) {
      if (isOutdated(known.current, known.enrolment)) return { device: known.current, certificates };
      return { device: keepRefreshed(records, { ...known, now }), certificates };
    }
    const stopped =
      refuseStopped(known.certificates) ??
      refuseUnlessGood(revocationStatus, "certificate_revoked") ??
      (await refuseWithoutCard(records, known.signedIn));
    return (
      stopped ?? { device: keepEnrolled(records, { ...known, possessed: certificates, now }), certificates }
    );
  });
}

interface Known {
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

async function load(records: Pick<Records, Touched>, claimed: Enrolment): Promise<Decision<Known>> {
  const signedIn = await records.holders.read(claimed.holderId);
  if (!signedIn) return refuse("not_signed_in", "Open a session with the card first.");
  const read = await Promise.all(claimed.certificateIds.map((id) => records.certificates.read(id)));
  const certificates = read.filter((certificate) => certificate !== undefined);
  const holder = await findOwner(records, signedIn, certificates[0]);
  if (!holder) return elsewhere;
  const enrolment = { ...claimed, holderId: holder.holderId };
  const own = certificates[0]?.deviceId;
  const isOurs = ({ deviceId, holderId }: Certificate) => deviceId === own && holderId === holder.holderId;
  if (!certificates.every(isOurs)) return elsewhere;
  const slot =
    (await records.secureElements.read(slotOf(enrolment))) ?? (await readUnproven(records, enrolment));
  const deviceId = own ?? slot?.deviceId;
  const current = deviceId === undefined ? undefined : await records.devices.read(deviceId);
  const wipe = current?.wipeId === undefined ? undefined : await records.wipes.read(current.wipeId);
  return { signedIn, holder, enrolment, slot, current, wipe, certificates };
}

/**
 * Whose a certificate is, where that is the person who is signed in: under another id when a card was renewed and the new
 * one signed in before that was told. A certificate never changes hands, so its phone stays with the id that it has.
 */
async function findOwner(
  records: Pick<Records, "cards" | "holders">,
  signedIn: Holder,
  certificate: Certificate | undefined,
): Promise<Holder | undefined> {
  if (certificate === undefined || certificate.holderId === signedIn.holderId) return signedIn;
  const ids = await readPerson(records, signedIn.holderId);
  return ids.includes(certificate.holderId) ? records.holders.read(certificate.holderId) : undefined;
}

/** A session outlives the card that opened it: what is enrolled after the card's end would be on nobody's word. */
async function refuseWithoutCard(
  records: Pick<Records, "cards">,
  { holderId, deceasedAt }: Holder,
): Promise<Refused | undefined> {
  const cards = await readCards(records, holderId);
  const isAnyValid = deceasedAt === undefined && cards.some(({ state }) => state === "valid");
  return isAnyValid ? undefined : cardStopped;
}

/** The slot that the phone had before the SEI-TSM vouched for it. */
function readUnproven(
  records: Pick<Records, Touched>,
  enrolment: Enrolment,
): Promise<SecureElement | undefined> | undefined {
  return enrolment.isProven ? records.secureElements.read(unprovenSlotOf(enrolment)) : undefined;
}

const elsewhere = refuse("certificate_unknown", "This certificate can't be registered for this phone.");

function isSame(known: Known): known is Known & { current: Device } {
  return known.current !== undefined && isSameEnrolment(known.current, known.enrolment);
}

function keepRefreshed(
  records: Pick<Records, Touched>,
  { current, wipe, enrolment, now }: Known & { current: Device; now: Date },
): Device {
  const device = refresh(current, enrolment, now);
  if (wipe) records.wipes.keep(contactWipe(wipe, enrolment.deviceKey, now));
  return appendAudit(records, device, [fact("deviceRefreshed", device, now)]);
}

function keepEnrolled(
  records: Pick<Records, Touched>,
  added: Known & { possessed: readonly PossessedCertificate[]; now: Date },
): Device {
  const { holder, slot, current, enrolment, possessed, now } = added;
  const generation = Math.max(slot?.generation ?? 0, current?.generation ?? 0) + 1;
  const secureElement = slotOf(enrolment);
  const deviceId = hexDigest(secureElement, String(generation));
  const told = appendAudit(records, holder, [fact("deviceRegistered", { deviceId }, now)]);
  const device = enrol(enrolment, { deviceId, generation, auditHead: startOfDeviceChain(told), now });
  records.devices.keep(device);
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
  records: Pick<Records, Touched>,
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
  appendAudit(records, { ...current, ...erasure, state }, [
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
