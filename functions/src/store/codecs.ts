import { z } from "zod";
import { channels } from "../domain/breaker.ts";
import { certificateKinds, certificateStates } from "../domain/certificate.ts";
import { deviceStates, erasures, platforms } from "../domain/device.ts";
import { evidenceLevels } from "../domain/evidence.ts";
import { cardStates } from "../domain/holder.ts";
import { matterKinds } from "../domain/matter.ts";
import { warningCodes } from "../domain/message.ts";
import { pushTargetKinds, pushTargetStates } from "../domain/pushTarget.ts";
import {
  holderCauses,
  holderChannels,
  revocationCauses,
  revocationChannels,
  revocationReasons,
} from "../domain/revocation.ts";
import {
  attemptOutcomes,
  declaredEnds,
  nextSteps,
  outcomes,
  stuckCauses,
  wipeScopes,
} from "../domain/wipe.ts";
import { wipeStates } from "../domain/wipeMoves.ts";
import { at } from "./at.ts";
import { found } from "./foundCodec.ts";
import { provenPhone } from "./provenPhoneCodec.ts";

export { at };

/** Where a chain of audit entries ends. */
export const auditHead = z.object({ sequence: z.int(), hash: z.string() });

const revocation = z.object({
  cause: z.enum(revocationCauses),
  reason: z.enum(revocationReasons),
  channel: z.enum(revocationChannels),
  revocationId: z.string(),
  revokedAt: at,
  raised: z
    .object({ cause: z.enum(revocationCauses), revocationId: z.string(), raisedAt: at })
    .exactOptional(),
});

/** A P-256 public key as a JWK. */
export const publicKey = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
});

/** `holders/{holderId}`. */
export const HolderFields = z.object({
  holderId: z.string(),
  registeredAt: at,
  deceasedAt: at.exactOptional(),
  auditHead,
});

/** `cards/{cardId}`. */
export const CardFields = z.object({
  cardId: z.string(),
  holderId: z.string(),
  earlierHolderIds: z.array(z.string()).exactOptional(),
  linkedAt: at,
  // Cards that were linked before their state was kept are valid: nothing else was told of them.
  state: z.enum(cardStates).default("valid"),
  renewedAt: at.exactOptional(),
});

/** `devices/{deviceId}`. */
export const DeviceFields = z.object({
  deviceId: z.string(),
  holderId: z.string(),
  generation: z.int(),
  secureElement: z.string(),
  state: z.enum(deviceStates),
  handset: z.object({
    platform: z.enum(platforms),
    model: z.string(),
    osVersion: z.string(),
    appVersion: z.string(),
  }),
  deviceKey: publicKey,
  pushTarget: z.object({
    kind: z.enum(pushTargetKinds),
    value: z.string(),
    state: z.enum(pushTargetStates),
    seenAt: at,
    suspectAt: at.exactOptional(),
  }),
  certificateIds: z.array(z.string()),
  wipeId: z.string().exactOptional(),
  erasure: z.enum(erasures).exactOptional(),
  registeredAt: at,
  registrationSignedAt: at,
  // Of an older device nothing better is known than that its newest registration showed them all.
  shownBefore: z.array(z.object({ certificateId: z.string(), at })).default([]),
  lastSeenAt: at,
  matter: z
    .object({ about: z.enum(matterKinds), anchorAt: at, reminders: z.int(), remindAt: at })
    .exactOptional(),
  provenPhone: provenPhone.exactOptional(),
  found: found.exactOptional(),
  auditHead,
});

/** `secureElements/{secureElement}`. */
export const SecureElementFields = z.object({
  secureElement: z.string(),
  deviceId: z.string(),
  generation: z.int(),
});

/** `certificates/{certificateId}`. */
export const CertificateFields = z.object({
  certificateId: z.string(),
  thumbprint: z.string(),
  kind: z.enum(certificateKinds),
  serialEnding: z.string().exactOptional(),
  holderId: z.string(),
  deviceId: z.string(),
  state: z.enum(certificateStates),
  expiresAt: at,
  registeredAt: at,
  replacedAt: at.exactOptional(),
  revocation: revocation.exactOptional(),
  holds: z.array(z.object({ holdId: z.string(), heldAt: at, endedAt: at.exactOptional() })).exactOptional(),
});

/** `revocations/{revocationId}`. */
export const ApplicationFields = z.object({
  revocationId: z.string(),
  holderId: z.string(),
  cause: z.enum(holderCauses),
  channel: z.enum(holderChannels),
  digest: z.string(),
  devices: z.array(
    z.object({
      deviceId: z.string(),
      model: z.string(),
      wipeId: z.string(),
      certificateIds: z.array(z.string()),
      alreadyRevoked: z.array(z.string()),
    }),
  ),
  warningsShown: z.array(z.enum(warningCodes)).exactOptional(),
  appliedAt: at,
});

/** `usedProofs/{proofId}`; `expiresAt` carries the TTL policy. */
export const UsedProofFields = z.object({
  proofId: z.string(),
  digest: z.string().exactOptional(),
  expiresAt: at,
});

/** `limits/{limitId}`; `expiresAt` carries the TTL policy. The scope is free text: newer code may know more of them. */
export const LimitFields = z.object({
  limitId: z.string(),
  scope: z.string(),
  spentUntil: at,
  expiresAt: at,
});

/** `breakers/{channel}`. */
export const BreakerFields = z.object({
  channel: z.enum(channels),
  state: z.enum(["closed", "open"]),
  faultyHolders: z.array(z.string()),
  probeAt: at.exactOptional(),
  failedProbes: z.int(),
});

/** `wipes/{wipeId}`. */
export const WipeFields = z.object({
  wipeId: z.string(),
  holderId: z.string(),
  deviceId: z.string(),
  generation: z.int(),
  deviceKey: publicKey,
  appVersion: z.string().exactOptional(),
  model: z.string().exactOptional(),
  certificates: z.array(
    z.object({
      certificateId: z.string(),
      thumbprint: z.string(),
      kind: z.enum(certificateKinds),
      serialEnding: z.string().exactOptional(),
      outcome: z.enum(outcomes).exactOptional(),
      statusWord: z.string().exactOptional(),
      evidence: z.enum(evidenceLevels).exactOptional(),
    }),
  ),
  scope: z.enum(wipeScopes),
  secureElement: z.string(),
  state: z.enum(wipeStates),
  cause: z.enum(stuckCauses).exactOptional(),
  evidence: z.enum(evidenceLevels),
  declared: z.enum(declaredEnds).exactOptional(),
  commandVersion: z.int(),
  resetVersion: z.int().exactOptional(),
  isFollowUp: z.literal(true).exactOptional(),
  resetAt: at.exactOptional(),
  nonce: z.string(),
  attempts: z.int(),
  attemptIsOpen: z.boolean(),
  movesInARow: z.int(),
  lastAttempt: z
    .object({
      wipeId: z.string(),
      number: z.int(),
      commandId: z.string(),
      outcome: z.enum(attemptOutcomes),
      attemptedAt: at,
    })
    .exactOptional(),
  openedAt: at,
  retainUntil: at,
  nextStep: z.enum(nextSteps).exactOptional(),
  nextStepAt: at.exactOptional(),
  endedAt: at.exactOptional(),
  reminders: z.int().default(0),
  remindAt: at.exactOptional(),
  handOverOn: at.exactOptional(),
  shard: z.int(),
});

/** `wipes/{wipeId}/acknowledgements/{commandId-seq}`. */
export const AcknowledgementFields = z.object({
  commandId: z.string(),
  seq: z.int(),
  digest: z.string(),
  wipeState: z.enum(wipeStates),
  isComplete: z.boolean(),
  answeredAt: at,
  takenAt: at,
});
