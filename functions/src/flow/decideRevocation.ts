import type { AuditFact } from "../domain/audit.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import { causes, type RevocationCause, type RevocationChannel } from "../domain/revocation.ts";
import { revokeDevice } from "../domain/revokeDevice.ts";
import type { Wipe, WipeScope } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import type { NewId, Records } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import type { ShownDevice } from "./showRevocation.ts";

/** A revocation as it is the same for every device, and what it needs from outside. */
export interface DeviceRevocation {
  /** Names the application or the event that it follows from. */
  readonly revocationId: string;
  readonly cause: RevocationCause;
  readonly channel: RevocationChannel;
  readonly now: Date;
  readonly newId: NewId;
  readonly scope: WipeScope;
  /** Which of a device's certificates it ends; all of them where it doesn't say. */
  readonly ends?: (certificate: Certificate) => boolean;
  /** What becomes of a wipe whose command goes out with the answer. */
  readonly handOut?: (wipe: Wipe) => Wipe;
}

/**
 * What a revocation makes of a device, read and decided and not yet kept. The device comes back as it was when there was
 * nothing left to revoke.
 */
export async function decideRevocation(
  records: Pick<Records, "certificates" | "wipes">,
  device: Device,
  { revocationId, cause, channel, scope, now, newId, ends = () => true, handOut }: DeviceRevocation,
): Promise<ShownDevice> {
  const own = await readOwnCertificates(records, device);
  const before = own.filter(ends);
  const others = own.filter((certificate) => !before.includes(certificate));
  const wipe = device.wipeId === undefined ? undefined : await records.wipes.read(device.wipeId);
  const { reason } = causes[cause];
  const revocation = { cause, reason, channel, revocationId, revokedAt: now };
  const fresh = freshIds(newId);
  const revoked = revokeDevice(
    { device, certificates: before, others, ...(wipe ? { wipe } : {}) },
    { revocation, fresh, scope, now },
  );
  const alreadyRevoked = before
    .filter(({ state }) => state === "revoked")
    .map(({ certificateId }) => certificateId);
  return { ...revoked, wipe: handOut?.(revoked.wipe) ?? revoked.wipe, alreadyRevoked };
}

/** Writes a device's revoked certificates, the wipe that they are owed, and who had them revoked; `first` is told before. */
export function keepRevoked(
  records: Pick<Records, "certificates" | "wipes" | "devices" | "holders" | "audit">,
  shown: ShownDevice,
  { first = [], ...by }: Pick<AuditFact, "actor" | "method" | "at"> & { first?: readonly AuditFact[] },
): ShownDevice {
  const { device, certificates, wipe } = shown;
  records.wipes.keep(wipe);
  for (const certificate of certificates) records.certificates.keep(certificate);
  const subjects = [`devices/${device.deviceId}`, `wipes/${wipe.wipeId}`];
  return {
    ...shown,
    device: appendAudit(records, device, [...first, { act: "certificatesRevoked", ...by, subjects }]),
  };
}
