import type { AppliedDevice, RevocationApplication } from "../domain/application.ts";
import type { AuditMethod } from "../domain/audit.ts";
import type { Device } from "../domain/device.ts";
import type { WarningCode } from "../domain/message.ts";
import { type Decision, type Refused, refuse } from "../domain/refusal.ts";
import type { HolderCause, HolderChannel } from "../domain/revocation.ts";
import { type DeviceRevocation, decideRevocation, keepRevoked } from "./decideRevocation.ts";
import type { Records } from "./ports.ts";
import type { ShownApplication, ShownDevice } from "./showRevocation.ts";

/** What an application for revocation touches. */
export type RevocationRecords =
  | "cards"
  | "holders"
  | "devices"
  | "certificates"
  | "applications"
  | "wipes"
  | "audit";

/** An application for revocation that has been decided on, and what it needs from outside. */
export interface RevocationOrder extends DeviceRevocation {
  readonly cause: HolderCause;
  readonly channel: HolderChannel;
  readonly holderId: string;
  readonly digest: string;
  readonly warningsShown: readonly WarningCode[] | undefined;
  readonly devices: readonly Device[];
  /** What to answer, writing nothing, when every device stays as it is; without it, the repeat is kept like any other. */
  readonly ifNothingIsNew?: Refused;
}

/** Writes revoked certificates, the wipes they owe, the application and the audit in the caller's one transaction. */
export async function keepRevocation(
  records: Pick<Records, RevocationRecords>,
  order: RevocationOrder,
): Promise<Decision<ShownApplication>> {
  const { revocationId, holderId, digest, cause, channel, warningsShown, now } = order;
  const shown = await Promise.all(order.devices.map((device) => decideRevocation(records, device, order)));
  // A later enrolment of the same phone holds its certificates now: that is the device to name.
  if (shown.some(({ certificates }) => certificates.length === 0)) return deviceUnknown;
  const isRaised = shown.some(({ certificates }) =>
    certificates.some(({ revocation }) => revocation?.raised?.revocationId === revocationId),
  );
  const isNothingNew = !isRaised && shown.every(({ device }, i) => device === order.devices[i]);
  if (isNothingNew && order.ifNothingIsNew) return order.ifNothingIsNew;
  const devices = shown.map(applied);
  const application: RevocationApplication = {
    revocationId,
    holderId,
    cause,
    channel,
    digest,
    devices,
    ...(warningsShown ? { warningsShown } : {}),
    appliedAt: now,
  };
  const fact = { actor: "holder", method: methods[channel], at: now } as const;
  // The application's signature covers which warnings it names, so it is on record that the holder saw them.
  const first = warningsShown
    ? [{ ...fact, act: "warningShown", subjects: [`revocations/${revocationId}`] } as const]
    : [];
  records.applications.keep(application);
  return { application, devices: shown.map((one) => keepRevoked(records, one, { ...fact, first })) };
}

/** How the holder proves an application on each channel. */
const methods = {
  newPhone: "cardSignature",
  card: "cardSignature",
  oldPhone: "certificateSignature",
} as const satisfies Record<HolderChannel, AuditMethod>;

/** A device that isn't there and one that isn't the holder's look the same. */
export const deviceUnknown = refuse(
  "device_unknown",
  "Name devices that are registered for this card's holder.",
);

function applied({ device, certificates, wipe, alreadyRevoked }: ShownDevice): AppliedDevice {
  return {
    deviceId: device.deviceId,
    model: device.handset.model,
    wipeId: wipe.wipeId,
    certificateIds: certificates.map(({ certificateId }) => certificateId),
    alreadyRevoked,
  };
}
