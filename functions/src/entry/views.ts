import type { z } from "zod";
import type { DeviceView as ShownView } from "../contract/deviceView.ts";
import type { HoldView } from "../contract/hold.ts";
import type { ReplacementPreview } from "../contract/replaceDevice.ts";
import type { RevocationView } from "../contract/revocation.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { DeviceView } from "../domain/deviceView.ts";
import type { Receipts } from "../flow/issueReceipts.ts";
import type { ShownHold } from "../flow/showHold.ts";
import type { ShownApplication, ShownDevice } from "../flow/showRevocation.ts";
import type { Warnings } from "./warnings.ts";

/** An application as the contract shows it: revocation and erasure told apart, the receipts, and the warning to be seen. */
export function viewOfApplication(
  { application, devices }: ShownApplication,
  { revocation, erasures }: Receipts,
  warnings: Warnings,
): RevocationView {
  const { revocationId, cause, appliedAt } = application;
  return {
    revocationId,
    appliedAt: appliedAt.toISOString(),
    cause,
    devices: devices.map((device, i) => viewOfDevice(device, erasures[i] ?? "notProvenYet")),
    ...warnings,
    ...(revocation ? { receipt: revocation } : {}),
  };
}

/** The devices that a replacement would revoke, as the contract shows them, with the warning that must be seen first. */
export function viewOfPreview(
  devices: readonly { device: Device; certificates: readonly Certificate[] }[],
  warnings: Warnings,
): z.output<typeof ReplacementPreview> {
  const shown = devices.map(({ device, certificates }) => ({
    deviceId: device.deviceId,
    model: device.handset.model,
    lastSeenAt: device.lastSeenAt.toISOString(),
    certificates: certificates.map(({ kind, state }) => ({ kind, state })),
  }));
  return { devices: shown, ...warnings };
}

/** A device as its holder sees it, as the contract shows it. */
export function viewOfShown(view: DeviceView): ShownView {
  const { nextStepAt, handOverOn, lastSeenAt, updatedAt } = view;
  return {
    deviceId: view.deviceId,
    model: view.model,
    state: view.state,
    certificates: view.certificates.map(({ kind, state, changedAt }) => {
      return { kind, state, ...(changedAt ? { changedAt: changedAt.toISOString() } : {}) };
    }),
    erasure: view.erasure,
    todo: view.todo,
    lastSeenAt: lastSeenAt.toISOString(),
    ...(nextStepAt ? { nextStepAt: nextStepAt.toISOString() } : {}),
    ...(handOverOn ? { handOverOn: handOverOn.toISOString() } : {}),
    updatedAt: updatedAt.toISOString(),
  };
}

function viewOfDevice(
  { device, certificates, wipe, alreadyRevoked }: ShownDevice,
  receipt: Receipts["erasures"][number],
): RevocationView["devices"][number] {
  const { deviceId, state, handset } = device;
  const { wipeId, evidence, nextStepAt } = wipe;
  const next = nextStepAt ? { nextStepAt: nextStepAt.toISOString() } : {};
  const receipted = typeof receipt === "string" ? { noReceiptBecause: receipt } : { receipt };
  return {
    deviceId,
    model: handset.model,
    state,
    certificates: certificates.map((certificate) => viewOfCertificate(certificate, alreadyRevoked)),
    erasure: { wipeId, state: wipe.state, evidence, ...next, ...receipted },
  };
}

function viewOfCertificate(
  { certificateId, kind, state, revocation }: Certificate,
  alreadyRevoked: readonly string[],
) {
  const revoked = revocation && { revokedAt: revocation.revokedAt.toISOString(), reason: revocation.reason };
  return { certificateId, kind, state, ...revoked, alreadyRevoked: alreadyRevoked.includes(certificateId) };
}

/** A hold as the contract shows it: what it covers, and what has to be issued again after its release. */
export function viewOfHold({ hold, devices }: ShownHold): HoldView {
  const { holdId, state, placedAt, releasedAt, escalateAt } = hold;
  const certificates = devices.flatMap(({ device, certificates: held }) =>
    held.map(({ certificateId, kind, state: itsState, revocation }) => ({
      certificateId,
      model: device.handset.model,
      kind,
      state: itsState,
      mustBeIssuedAgain: revocation?.cause === "foundAgain",
    })),
  );
  return {
    holdId,
    state,
    placedAt: placedAt.toISOString(),
    ...(releasedAt ? { releasedAt: releasedAt.toISOString() } : {}),
    ...(escalateAt && state === "open" ? { escalateAt: escalateAt.toISOString() } : {}),
    certificates,
  };
}
