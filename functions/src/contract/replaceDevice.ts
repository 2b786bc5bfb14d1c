import { z } from "zod";
import { certificateKinds, certificateStates } from "../domain/certificate.ts";
import { CompactJws, HexId } from "./jws.ts";
import { RevocationView } from "./revocation.ts";
import { Warning } from "./warning.ts";

/**
 * Callable `replaceDevice`, on the new phone, signed in as the holder (1-1): first a preview of what would be revoked,
 * then the confirmation, signed with the card and with cause `movedToNewPhone`.
 */
export const ReplaceDevice = z.discriminatedUnion("step", [
  /** `newDeviceId` leaves out the phone in hand, where it is enrolled already. */
  z.strictObject({ step: z.literal("preview"), newDeviceId: HexId.optional() }),
  z.strictObject({ step: z.literal("confirm"), application: CompactJws }),
]);

/** The preview: the holder's active devices, and the warnings that must be shown before confirming. Changes nothing. */
export const ReplacementPreview = z.strictObject({
  devices: z.array(
    z.strictObject({
      deviceId: HexId,
      model: z.string(),
      lastSeenAt: z.iso.datetime(),
      certificates: z.array(
        z.strictObject({ kind: z.enum(certificateKinds), state: z.enum(certificateStates) }),
      ),
    }),
  ),
  warning: Warning,
  /** What will follow, by when, and what to do if it doesn't. */
  whatHappensNext: Warning,
});

/** The confirmation's answer is that of `POST /v1/revocations`. */
export const ReplacementConfirmed = RevocationView;
