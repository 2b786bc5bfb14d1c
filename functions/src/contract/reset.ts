import { z } from "zod";
import { resetPhases } from "../domain/reset.ts";
import { CompactJws, NumericDate, partnerClaims } from "./jws.ts";

/** `POST /v1/resets`: a phone maker's report that a phone is being initialised (page 5 of the paper). */
export const ReportReset = z.strictObject({ report: CompactJws });

/**
 * What the maker signs with a registered key. Header: `typ reset-report+jwt`, `alg`, `kid`. One report when the reset starts,
 * while the phone can still be reached, and one when it is over, each under a `jti` of its own.
 */
export const ResetReport = z.strictObject({
  ...partnerClaims,
  /** As the app registers it: the secure element's own id. It is hashed with a key at once and kept nowhere. */
  secureElementId: z.string().min(8).max(256),
  phase: z.enum(resetPhases),
  /** When the phone came to this phase, by the maker's clock: the time of the event (RFC 8417 section 2.2), never after `iat`. */
  toe: NumericDate,
});

/** The answer, 202: taken, whether or not anybody knows this secure element. A repeat is answered the same. */
export const ResetReportTaken = z.strictObject({ taken: z.literal(true) });
