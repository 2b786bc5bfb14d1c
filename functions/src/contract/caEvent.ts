import { z } from "zod";
import { caCauses } from "../domain/revocation.ts";
import { CertificateName } from "./certificateName.ts";
import { CompactJws, NumericDate, partnerClaims } from "./jws.ts";

/** `POST /v1/ca-events`: what the card CA tells about a card. */
export const ReportCaEvent = z.strictObject({ event: CompactJws });

const common = {
  ...partnerClaims,
  /** When it happened, not later than `iat`. */
  occurredAt: NumericDate,
  /** The card's signing certificate. */
  card: CertificateName,
};

/**
 * What the card CA signs. Header: `typ ca-event+jwt`, `alg`, `kid`. `jti` is the event's id (as in RFC 8417): a repeat has
 * the same, under a fresh `iat` and `exp`. `newCard` is the certificate that takes the old one's place.
 */
export const CaEvent = z.discriminatedUnion("event", [
  z.strictObject({ ...common, event: z.literal("cardRenewed"), newCard: CertificateName }),
  z.strictObject({ ...common, event: z.enum(caCauses) }),
]);

/** The answer, 202: taken, whether or not the card was ever seen here. A repeat is answered the same. */
export const CaEventTaken = z.strictObject({ taken: z.literal(true) });
