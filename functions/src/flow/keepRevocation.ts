import type { AppliedDevice, RevocationApplication } from "../domain/application.ts";
import type { Device } from "../domain/device.ts";
import { type Decision, type Refused, refuse } from "../domain/refusal.ts";
import { causes, type RevocationCause, type RevocationChannel } from "../domain/revocation.ts";
import { revokeDevice } from "../domain/revokeDevice.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import type { RevocationRecords } from "./applyForRevocation.ts";
import { freshIds } from "./freshIds.ts";
import type { NewId, Records } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import type { ShownApplication, ShownDevice } from "./showRevocation.ts";

/** A revocation that has been decided on, and what it needs from outside. */
export interface RevocationOrder {
  readonly revocationId: string;
  readonly holderId: string;
  readonly digest: string;
  readonly devices: readonly Device[];
  readonly cause: RevocationCause;
  readonly channel: RevocationChannel;
  readonly now: Date;
  readonly newId: NewId;
  readonly scope: WipeScope;
  /** What to answer, writing nothing, when every device stays as it is; without it, the repeat is kept like any other. */
  readonly ifNothingIsNew?: Refused;
}

/** Writes revoked certificates, the wipes they owe, the application and the audit in the caller's one transaction. */
export async function keepRevocation(
  records: Pick<Records, RevocationRecords>,
  order: RevocationOrder,
): Promise<Decision<ShownApplication>> {
  const { revocationId, holderId, digest, cause, channel, now } = order;
  const shown = await Promise.all(order.devices.map((device) => decide(records, device, order)));
  // A later enrolment of the same phone holds its certificates now: that is the device to name.
  if (shown.some(({ certificates }) => certificates.length === 0)) return deviceUnknown;
  const isNothingNew = shown.every(({ device }, i) => device === order.devices[i]);
  if (isNothingNew && order.ifNothingIsNew) return order.ifNothingIsNew;
  const devices = shown.map(applied);
  const application: RevocationApplication = {
    revocationId,
    holderId,
    cause,
    channel,
    digest,
    devices,
    appliedAt: now,
  };
  const fact = { act: "certificatesRevoked", actor: "holder", method: "cardSignature", at: now } as const;
  records.applications.keep(application);
  const kept = shown.map((one) => {
    const { device, certificates, wipe } = one;
    records.wipes.keep(wipe);
    for (const certificate of certificates) records.certificates.keep(certificate);
    const subjects = [`devices/${device.deviceId}`, `wipes/${wipe.wipeId}`];
    return { ...one, device: appendAudit(records, device, [{ ...fact, subjects }]) };
  });
  return { application, devices: kept };
}

/** A device that isn't there and one that isn't the holder's look the same. */
export const deviceUnknown = refuse(
  "device_unknown",
  "Name devices that are registered for this card's holder.",
);

async function decide(
  records: Pick<Records, RevocationRecords>,
  device: Device,
  { revocationId, cause, channel, scope, now, newId }: RevocationOrder,
): Promise<ShownDevice> {
  const before = await readOwnCertificates(records, device);
  const wipe = device.wipeId === undefined ? undefined : await records.wipes.read(device.wipeId);
  const { reason } = causes[cause];
  const revocation = { cause, reason, channel, revocationId, revokedAt: now };
  const fresh = freshIds(newId);
  const revoked = revokeDevice(
    { device, certificates: before, ...(wipe ? { wipe } : {}) },
    { revocation, fresh, scope, now },
  );
  const alreadyRevoked = before
    .filter(({ state }) => state === "revoked")
    .map(({ certificateId }) => certificateId);
  return { ...revoked, alreadyRevoked };
}

function applied({ device, certificates, wipe, alreadyRevoked }: ShownDevice): AppliedDevice {
  return {
    deviceId: device.deviceId,
    model: device.handset.model,
    wipeId: wipe.wipeId,
    certificateIds: certificates.map(({ certificateId }) => certificateId),
    alreadyRevoked,
  };
}
