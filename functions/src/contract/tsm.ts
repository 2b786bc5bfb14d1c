import { z } from "zod";
import { wipeScopes } from "../domain/wipe.ts";
import { CommandId, CompactJws, HexId, NumericDate, partnerClaims, Sha256 } from "./jws.ts";

/**
 * What the SEI-TSM is asked (page 4 of the paper: the applet is erased by the SEI-TSM), signed by us: compact JWS, ES256,
 * `typ tsm-request+jwt`, `kid` as in `/.well-known/jwks.json`, POSTed as `{"request": …}`. Repeats have the same `jti`.
 */
export const TsmRequest = z.strictObject({
  iss: z.url(),
  aud: z.url(),
  /** The wipe command's id. */
  jti: CommandId,
  /** Hex HMAC-SHA-256 of the secure element's id, under the key agreed with the SEI-TSM. */
  secureElement: HexId,
  certificates: z.array(z.strictObject({ "x5t#S256": Sha256 })).min(1),
  scope: z.enum(wipeScopes),
  iat: NumericDate,
  exp: NumericDate,
});
export type TsmRequest = z.infer<typeof TsmRequest>;

/**
 * What the SEI-TSM may sign at personalisation, and the app brings to `registerDevice`: these certificates' keys are in
 * this secure element. Header: `typ secure-element-statement+jwt`, `kid`. Without one, the secure element's id is only
 * what the app says, and a new enrolment ends an old one only where it is the same phone beyond doubt.
 */
export const SecureElementStatement = z.strictObject({
  ...partnerClaims,
  secureElementId: z.string().min(8).max(256),
  certificates: z
    .array(z.strictObject({ "x5t#S256": Sha256 }))
    .min(1)
    .max(10),
});

/** `POST /v1/tsm-reports`: the SEI-TSM's report on a request. */
export const ReportFromTsm = z.strictObject({ report: CompactJws });

/** What the SEI-TSM signs with a registered key: what its secure element answered. Header: `typ tsm-report+jwt`, `alg`, `kid`. */
export const TsmReport = z.strictObject({
  ...partnerClaims,
  /** The `jti` of the request. */
  commandId: CommandId,
  results: z
    .array(
      z.strictObject({
        "x5t#S256": Sha256,
        outcome: z.enum(["erased", "alreadyAbsent", "notNow", "failed"]),
      }),
    )
    .min(1)
    .max(10),
});

/** The answer, 200: taken. A repeat is answered the same. */
export const TsmReportTaken = z.strictObject({ taken: z.literal(true) });
