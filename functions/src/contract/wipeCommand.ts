import { z } from "zod";
import { certificateKinds } from "../domain/certificate.ts";
import { CommandId, HexId, NumericDate, Sha256 } from "./jws.ts";

/**
 * What a device is told, signed by us: compact JWS, ES256, `typ wipe-command+jwt`, `kid` as in `/.well-known/jwks.json`.
 * The app erases only what is named here and found on the chip under that thumbprint.
 */
export const WipeCommand = z.strictObject({
  iss: z.url(),
  /** The device's id. */
  aud: HexId,
  /** The command's id: every repeat of it is the same command. */
  jti: CommandId,
  wipeId: z.string().min(1).max(128),
  generation: z.int().min(1),
  certificates: z.array(z.strictObject({ "x5t#S256": Sha256, kind: z.enum(certificateKinds) })).min(1),
  scope: z.enum(["keys", "applet"]),
  nonce: z.string().min(16).max(64),
  iat: NumericDate,
  exp: NumericDate,
});
export type WipeCommand = z.infer<typeof WipeCommand>;

/** The `data` of the FCM message: nothing but the command. Data only, high priority, and it says nothing about why. */
export const WipeMessage = z.strictObject({ command: z.string() });
