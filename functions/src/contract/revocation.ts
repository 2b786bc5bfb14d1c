import { z } from "zod";
import { certificateKinds, certificateStates } from "../domain/certificate.ts";
import { deviceStates } from "../domain/device.ts";
import { receiptObstacles } from "../domain/erasureReceipt.ts";
import { evidenceLevels } from "../domain/evidence.ts";
import { holderCauses } from "../domain/revocation.ts";
import { wipeStates } from "../domain/wipeMoves.ts";
import { CompactJws, HexId, proofClaims } from "./jws.ts";
import { Receipt } from "./receipt.ts";
import { Warning, WarningsShown } from "./warning.ts";

/** `POST /v1/revocations`: an application for revocation, signed with the card's signing certificate (1-1). */
export const ApplyForRevocation = z.strictObject({ application: CompactJws });

/**
 * What the card signs to revoke. Header: `typ revocation-application+jwt`, `alg` (RS256, ES256, ES384), `x5c`.
 * `devices` are the holder's own; `"all"` means every one that is still active.
 */
export const RevocationApplication = z.strictObject({
  ...proofClaims,
  devices: z.union([z.literal("all"), z.array(HexId).min(1).max(20)]),
  cause: z.enum(holderCauses),
  warningsShown: WarningsShown.exactOptional(),
});

/** The state of one device's revocation and erasure, told apart. */
const RevokedDeviceView = z.strictObject({
  deviceId: HexId,
  model: z.string(),
  state: z.enum(deviceStates),
  certificates: z.array(
    z.strictObject({
      certificateId: HexId,
      kind: z.enum(certificateKinds),
      state: z.enum(certificateStates),
      revokedAt: z.iso.datetime().optional(),
      reason: z.string().optional(),
      /** An earlier application had revoked it; `revokedAt` and `reason` are those of that one. */
      alreadyRevoked: z.boolean(),
    }),
  ),
  erasure: z.strictObject({
    wipeId: z.string(),
    state: z.enum(wipeStates),
    evidence: z.enum(evidenceLevels),
    nextStepAt: z.iso.datetime().optional(),
    /** Once the erasure is confirmed. */
    receipt: Receipt.optional(),
    /** Why there is no receipt. */
    noReceiptBecause: z.enum(receiptObstacles).optional(),
  }),
});

/** The answer, 201, and what `GET /v1/revocations/{id}` answers later. A repeat of the same application answers the same. */
export const RevocationView = z.strictObject({
  revocationId: HexId,
  appliedAt: z.iso.datetime(),
  cause: z.enum(holderCauses),
  devices: z.array(RevokedDeviceView),
  warning: Warning,
  /** What follows, by when, and what to do if it doesn't. */
  whatHappensNext: Warning,
  /** That these certificates are revoked; absent where all of them had expired. */
  receipt: Receipt.optional(),
});
export type RevocationView = z.infer<typeof RevocationView>;
