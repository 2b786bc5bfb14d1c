import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import {
  cancelWipe,
  contactWipe,
  type Enrolment,
  enrol,
  isSameEnrolment,
  refresh,
  refuseStopped,
} from "../domain/enrolment.ts";
import { hexDigest } from "../domain/hash.ts";
import type { Holder } from "../domain/holder.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { erasureOf, type Wipe } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import type {
  Clock,
  PossessedCertificate,
  ReadRegistration,
  Records,
  RegistrationRequest,
  Transact,
} from "./ports.ts";

type Touched = "holders" | "devices" | "secureElements" | "certificates" | "wipes" | "audit";

interface Ports {
  readonly readRegistration: ReadRegistration;
  readonly transact: Transact<Touched>;
  readonly clock: Clock;
}

/** The device, and the certificates it was registered with. */
export interface RegisteredDevice {
  readonly device: Device;
  readonly certificates: readonly PossessedCertificate[];
}

/**
 * Registers a phone with its certificates, or refreshes the registration it has: same secure element, same certificates.
 * Other certificates in a secure element of the same holder are a new enrolment, which ends the old one and its wipe.
 * Refused when a proof doesn't hold, with `certificate_unknown` for a certificate registered elsewhere, and with
 * `certificate_revoked` for a revoked one in a new enrolment.
 */
export async function registerDevice(
  request: RegistrationRequest,
  { readRegistration, transact, clock }: Ports,
): Promise<Decision<RegisteredDevice>> {
  const now = clock();
  const registration = await readRegistration(request, now);
  if (isRefused(registration)) return registration;
  const { certificates, ...rest } = registration;
  const certificateIds = certificates.map(({ certificateId }) => certificateId);
  const enrolment: Enrolment = { ...rest, holderId: request.holderId, certificateIds };
  return transact(async (records) => {
    const known = await load(records, enrolment);
    if (isRefused(known)) return known;
    if (isSame(known, enrolment))
      return { device: keepRefreshed(records, { ...known, enrolment, now }), certificates };
    const stopped = refuseStopped(known.certificates);
    return (
      stopped ?? { device: keepEnrolled(records, { ...known, enrolment, certificates, now }), certificates }
    );
  });
}

interface Known {
  readonly holder: Holder;
  /** The device that the secure element is enrolled as now. */
  readonly current: Device | undefined;
  readonly wipe: Wipe | undefined;
  /** Those of the enrolment's certificates that were registered before, for this secure element. */
  readonly certificates: readonly Certificate[];
}

async function load(records: Pick<Records, Touched>, enrolment: Enrolment): Promise<Decision<Known>> {
  const holder = await records.holders.read(enrolment.holderId);
  if (!holder) return refuse("not_signed_in", "Open a session with the card first.");
  const element = await records.secureElements.read(enrolment.secureElement);
  const current = element && (await records.devices.read(element.deviceId));
  const read = await Promise.all(enrolment.certificateIds.map((id) => records.certificates.read(id)));
  const certificates = read.filter((certificate) => certificate !== undefined);
  const isOurs = ({ deviceId, holderId }: Certificate) =>
    deviceId === current?.deviceId && holderId === holder.holderId;
  if (!certificates.every(isOurs)) return elsewhere;
  const wipe = current?.wipeId === undefined ? undefined : await records.wipes.read(current.wipeId);
  return { holder, current, wipe, certificates };
}

const elsewhere = refuse("certificate_unknown", "This certificate can't be registered for this phone.");

function isSame(known: Known, enrolment: Enrolment): known is Known & { current: Device } {
  return known.current !== undefined && isSameEnrolment(known.current, enrolment);
}

function keepRefreshed(
  records: Pick<Records, Touched>,
  { holder, current, wipe, enrolment, now }: Known & { current: Device; enrolment: Enrolment; now: Date },
): Device {
  const device = refresh(current, enrolment, now);
  records.devices.keep(device);
  if (wipe) records.wipes.keep(contactWipe(wipe, enrolment.deviceKey, now));
  appendAudit(records, holder, [fact("deviceRefreshed", device, now)]);
  return device;
}

function keepEnrolled(
  records: Pick<Records, Touched>,
  added: Omit<Known, "certificates"> & {
    enrolment: Enrolment;
    certificates: readonly PossessedCertificate[];
    now: Date;
  },
): Device {
  const { holder, current, wipe, enrolment, certificates, now } = added;
  const generation = (current?.generation ?? 0) + 1;
  const deviceId = hexDigest(enrolment.secureElement, String(generation));
  const device = enrol(enrolment, { deviceId, generation, now });
  records.devices.keep(device);
  records.secureElements.keep({ secureElement: enrolment.secureElement, deviceId, generation });
  for (const possessed of certificates) records.certificates.keep(register(possessed, device, now));
  if (current?.holderId === holder.holderId) keepOvertaken(records, current, wipe, now);
  appendAudit(records, holder, [fact("deviceRegistered", device, now)]);
  return device;
}

function keepOvertaken(
  records: Pick<Records, Touched>,
  current: Device,
  wipe: Wipe | undefined,
  now: Date,
): void {
  const cancelled = wipe && cancelWipe(wipe, now);
  if (cancelled) records.wipes.keep(cancelled);
  const erasure = cancelled ? { erasure: erasureOf(cancelled) } : {};
  records.devices.keep({
    ...current,
    ...erasure,
    state: current.state === "active" ? "retired" : current.state,
  });
}

function register(possessed: PossessedCertificate, { holderId, deviceId }: Device, now: Date): Certificate {
  return { ...possessed, holderId, deviceId, state: "valid", registeredAt: now };
}

function fact(act: "deviceRegistered" | "deviceRefreshed", { deviceId }: Device, at: Date) {
  return { act, actor: "holder", method: "deviceSignature", subjects: [`devices/${deviceId}`], at } as const;
}
