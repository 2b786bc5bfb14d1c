import type { Certificate } from "../../functions/src/domain/certificate.ts";
import type { Device } from "../../functions/src/domain/device.ts";
import type { Hold } from "../../functions/src/domain/hold.ts";
import type { Holder } from "../../functions/src/domain/holder.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";

/** When the samples' stories begin. */
export const start = new Date("2026-11-22T09:00:00.000Z");

/** That long after the start, in minutes. */
export function minutesLater(minutes: number): Date {
  return new Date(start.getTime() + minutes * 60_000);
}

const coordinate = "A".repeat(43);

export const sampleHolder: Holder = {
  holderId: "holder-1",
  registeredAt: start,
  auditHead: { sequence: 0, hash: "" },
};

export const sampleDevice: Device = {
  deviceId: "d".repeat(64),
  holderId: "holder-1",
  generation: 1,
  secureElement: "e".repeat(64),
  state: "active",
  handset: { platform: "android", model: "Sample 8", osVersion: "15", appVersion: "1.0.0" },
  deviceKey: { kty: "EC", crv: "P-256", x: coordinate, y: coordinate },
  pushTarget: { kind: "fcmToken", value: "push-target-1", state: "active", seenAt: start },
  certificateIds: ["a".repeat(64), "b".repeat(64)],
  registeredAt: start,
  registrationSignedAt: start,
  shownBefore: [],
  lastSeenAt: start,
  auditHead: { sequence: 0, hash: "" },
};

/** The sample device, or another, once a registration that was signed then has come, at the same time unless told. */
export function registeredAt(
  signedAt: Date,
  { seenAt = signedAt, ...more }: Partial<Device> & { readonly seenAt?: Date } = {},
): Device {
  const device = { ...sampleDevice, ...more };
  const pushTarget = { ...device.pushTarget, seenAt };
  return { ...device, pushTarget, registrationSignedAt: signedAt, lastSeenAt: seenAt };
}

export const sampleSigning: Certificate = {
  certificateId: "a".repeat(64),
  thumbprint: "s".repeat(43),
  kind: "signing",
  holderId: "holder-1",
  deviceId: "d".repeat(64),
  state: "valid",
  expiresAt: new Date("2030-01-01T00:00:00.000Z"),
  registeredAt: start,
};

export const sampleAuthentication: Certificate = {
  ...sampleSigning,
  certificateId: "b".repeat(64),
  thumbprint: "t".repeat(43),
  kind: "authentication",
};

/** A wipe as a revocation opens it: the first attempt is due at once. */
export const sampleWipe: Wipe = {
  wipeId: "wipe-1",
  holderId: "holder-1",
  deviceId: "d".repeat(64),
  generation: 1,
  deviceKey: sampleDevice.deviceKey,
  model: "Sample 8",
  certificates: [sampleSigning, sampleAuthentication].map(({ certificateId, thumbprint, kind }) => {
    return { certificateId, thumbprint, kind };
  }),
  scope: "keys",
  secureElement: sampleDevice.secureElement,
  state: "pending",
  evidence: "none",
  commandVersion: 1,
  nonce: "nonce-of-version-1",
  attempts: 0,
  attemptIsOpen: false,
  movesInARow: 0,
  reminders: 0,
  openedAt: start,
  retainUntil: sampleSigning.expiresAt,
  nextStep: "attempt",
  nextStepAt: start,
  shard: 3,
};

/** A hold as an agent places it, both certificates of the sample device on it; its clock isn't set. */
export const sampleHold: Hold = {
  holdId: "h".repeat(64),
  holderId: "holder-1",
  state: "open",
  certificates: [sampleSigning, sampleAuthentication].map(({ certificateId, deviceId }) => {
    return { certificateId, deviceId, heldBy: "h".repeat(64) };
  }),
  agentId: "agent-1",
  identifiedBy: "callBack",
  digest: "digest",
  placedAt: start,
  reminders: 0,
  shard: 3,
};
