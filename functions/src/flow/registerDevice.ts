import type { SecureElement } from "../domain/application.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import {
  type Enrolment,
  isOutdated,
  isOwnKey,
  isSameEnrolment,
  refuseStopped,
  slotOf,
  unprovenSlotOf,
} from "../domain/enrolment.ts";
import type { Holder } from "../domain/holder.ts";
import type { EndedEnrolment } from "../domain/leftInPhone.ts";
import type { MatterRules } from "../domain/matter.ts";
import { type Decision, isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { refuseUnlessGood } from "../domain/revocationStatus.ts";
import { shownAt } from "../domain/shown.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { cardStopped } from "./cardStopped.ts";
import { isSamePhone, keepEnrolled } from "./keepEnrolled.ts";
import { keepRefreshed } from "./keepRefreshed.ts";
import type { ChargeLimit, Clock, NewId, Records, Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import { readCards, readPerson } from "./readPerson.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { EnrolmentRecords, Known } from "./registrationParts.ts";
import type { PossessedCertificate, ReadRegistration, RegistrationRequest } from "./registrationPorts.ts";

interface Ports {
  readonly readRegistration: ReadRegistration;
  readonly limit: ChargeLimit;
  readonly transact: Transact<EnrolmentRecords>;
  /** When a phone that isn't heard of, or whose holder has a new one, is something to remind of. */
  readonly rules: MatterRules;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Of a wipe that a phone is owed because it has again what was erased. */
  readonly scope: WipeScope;
}

/** The device, and the certificates it was registered with. */
export interface RegisteredDevice {
  readonly device: Device;
  readonly certificates: readonly PossessedCertificate[];
}

/**
 * Registers a phone with its certificates, or refreshes the registration it has: the same certificates. Other ones in the
 * same secure element are a new enrolment, which ends the old one and its wipe where it is proven to be the same element, and takes
 * over the certificates of the kinds that it doesn't name.
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
  { readRegistration, limit, transact, rules, clock, newId, scope }: Ports,
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
      return { device: await keepRefreshed(records, { ...known, newId, scope, rules, now }), certificates };
    }
    const stopped =
      refuseStopped(known.certificates) ??
      refuseUnlessGood(revocationStatus, "certificate_revoked") ??
      (await refuseWithoutCard(records, known.signedIn));
    if (stopped) return stopped;
    const before = await readBefore(records, known);
    if (before && isOvertakenOnItsWay(known, before, certificates))
      return { device: before.device, certificates: certificates.filter(isListedBy(before.device)) };
    const others = await readOthers(records, known);
    const added = { ...known, others, before, possessed: certificates, newId, scope, rules, now };
    return { device: keepEnrolled(records, added), certificates };
  });
}

async function load(records: Pick<Records, EnrolmentRecords>, claimed: Enrolment): Promise<Decision<Known>> {
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
  const known = own === undefined ? undefined : await records.devices.read(own);
  // A refresh, which is what nearly all are, has no use for where enrolments are counted.
  const isRefresh = known !== undefined && isSameEnrolment(known, enrolment);
  const { slot, counted } = isRefresh ? { slot: undefined, counted: 0 } : await readSlot(records, enrolment);
  const current = known ?? (await readIn(records, slot));
  const wipe = current?.wipeId === undefined ? undefined : await records.wipes.read(current.wipeId);
  // A phone that is vouched for stays with the person's id that it has, for so do its certificates that aren't named.
  const owner = certificates.length > 0 ? holder : ((await findOwner(records, holder, current)) ?? holder);
  const whose = { holder: owner, enrolment: { ...enrolment, holderId: owner.holderId } };
  return { signedIn, ...whose, slot, counted, current, wipe, certificates };
}

/**
 * Whose a certificate or a phone is, where that is the person who is signed in: under another id when a card was renewed and the new
 * one signed in before that was told. A certificate never changes hands, so its phone stays with the id that it has.
 */
async function findOwner(
  records: Pick<Records, "cards" | "holders">,
  signedIn: Holder,
  owned: Pick<Certificate | Device, "holderId"> | undefined,
): Promise<Holder | undefined> {
  if (owned === undefined || owned.holderId === signedIn.holderId) return signedIn;
  const ids = await readPerson(records, signedIn.holderId);
  return ids.includes(owned.holderId) ? records.holders.read(owned.holderId) : undefined;
}

/** The enrolment that the new one may end, with all that it is made of. */
async function readBefore(
  records: Pick<Records, "certificates" | "wipes">,
  { current: device }: Known,
): Promise<EndedEnrolment | undefined> {
  if (!device) return undefined;
  const own = await readOwnCertificates(records, device);
  return { device, own, wipes: await records.wipes.ofDevice(device.deviceId) };
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

/** The person's other phones that are in use, as far as anybody knows. */
async function readOthers(
  records: Pick<Records, "cards" | "devices">,
  { signedIn, current }: Known,
): Promise<readonly Device[]> {
  const ids = await readPerson(records, signedIn.holderId);
  const active = await Promise.all(ids.map((holderId) => records.devices.activeOf(holderId)));
  return active.flat().filter(({ deviceId }) => deviceId !== current?.deviceId);
}

/**
 * The slot of the phone's last enrolment. The SEI-TSM may have vouched for that and not for this one, or the other way round: then it is in the
 * other slot, where the device key shows that it is this holder's same phone. A phone without a slot of its own has the one that it had
 * before anybody vouched for it. `counted` is the highest generation in either: no device id comes twice.
 */
async function readSlot(
  records: Pick<Records, EnrolmentRecords>,
  enrolment: Enrolment,
): Promise<Pick<Known, "slot" | "counted">> {
  const otherPlace = enrolment.isProven ? unprovenSlotOf(enrolment) : enrolment.secureElement;
  const [slot, other] = [
    await records.secureElements.read(slotOf(enrolment)),
    await records.secureElements.read(otherPlace),
  ];
  const [device, elsewhere] = [await readIn(records, slot), await readIn(records, other)];
  const isOwn = elsewhere !== undefined && isOwnKey(elsewhere, enrolment);
  // How often somebody else's secure element was enrolled is told to nobody who only names it.
  const otherCount = enrolment.isProven || isOwn ? other?.generation : undefined;
  const counted = Math.max(slot?.generation ?? 0, otherCount ?? 0);
  if (isOwn && (!device || elsewhere.registeredAt > device.registeredAt)) return { slot: other, counted };
  return { slot: slot ?? (enrolment.isProven ? other : undefined), counted };
}

async function readIn(
  records: Pick<Records, "devices">,
  slot: SecureElement | undefined,
): Promise<Device | undefined> {
  return slot && records.devices.read(slot.deviceId);
}

const elsewhere = refuse("certificate_unknown", "This certificate can't be registered for this phone.");

/**
 * Whether a new enrolment says nothing of this holder's phone that is news: of each kind that it names the phone has shown another
 * certificate since it was signed. It must not end the enrolment that has those.
 */
function isOvertakenOnItsWay(
  known: Known,
  { device, own }: EndedEnrolment,
  possessed: readonly PossessedCertificate[],
): boolean {
  const { signedAt, holderId } = known.enrolment;
  const isOutdone = (named: PossessedCertificate) =>
    own.some(({ kind, certificateId }) => kind === named.kind && shownAt(device, certificateId) > signedAt);
  return device.holderId === holderId && isSamePhone(known) && possessed.every(isOutdone);
}

function isListedBy({ certificateIds }: Device) {
  return ({ certificateId }: PossessedCertificate) => certificateIds.includes(certificateId);
}

function isSame(known: Known): known is Known & { current: Device } {
  return known.current !== undefined && isSameEnrolment(known.current, known.enrolment);
}
