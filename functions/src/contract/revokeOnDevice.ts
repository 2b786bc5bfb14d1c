import { z } from "zod";
import { holderCauses } from "../domain/revocation.ts";
import { CompactJws, proofClaims, Sha256 } from "./jws.ts";
import { RevocationView } from "./revocation.ts";
import { WarningsShown } from "./warning.ts";

/**
 * Callable `revokeOnDevice` (2-1, 2-2): the holder stops using the phone in hand. Needs no sign-in, because old phones are
 * signed out, but App Check and the signature of one of the phone's own certificates.
 */
export const RevokeOnDevice = z.strictObject({ application: CompactJws });

/**
 * What a certificate's key on the phone signs. Header: `typ on-device-revocation+jwt`, `alg` as the key is, `x5c`.
 * `certificates` are this phone's, by thumbprint; `"all"` means every one that it registered.
 */
export const OnDeviceRevocation = z.strictObject({
  ...proofClaims,
  certificates: z.union([z.literal("all"), z.array(Sha256).min(1).max(10)]),
  cause: z.enum(holderCauses),
  warningsShown: WarningsShown.exactOptional(),
});

/**
 * The answer: what was revoked, and the wipe command to obey at once, exactly as one that was pushed. No command where the
 * erasure has ended, or is the SEI-TSM's.
 */
export const RevokedOnDevice = z.strictObject({
  revocation: RevocationView,
  commands: z.array(CompactJws),
});
