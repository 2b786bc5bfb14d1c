import { z } from "zod";
import { caCauses } from "../domain/revocation.ts";
import { CompactJws, NumericDate, partnerClaims } from "./jws.ts";

/** `POST /v1/ca-events`: what the card CA tells about a card. */
export const ReportCaEvent = z.strictObject({ event: CompactJws });

/** A card's signing certificate, named without anything that says who it is. */
export const CardName = z.strictObject({
  /** The issuer's distinguished name, base64 of the DER exactly as it is in the certificate. */
  issuer: z.base64().min(4).max(2048),
  /** The serial number in hex digits, as tools print it. */
  serial: z.string().regex(/^[0-9A-Fa-f]{1,40}$/, "must be hex digits"),
});

const common = {
  ...partnerClaims,
  /** When it happened, not later than `iat`. */
  occurredAt: NumericDate,
  card: CardName,
};

/**
 * What the card CA signs. Header: `typ ca-event+jwt`, `alg`, `kid`. `jti` is the event's id (as in RFC 8417): a repeat has
 * the same, under a fresh `iat` and `exp`. `newCard` is the certificate that takes the old one's place.
 */
export const CaEvent = z.discriminatedUnion("event", [
  z.strictObject({ ...common, event: z.literal("cardRenewed"), newCard: CardName }),
  z.strictObject({ ...common, event: z.enum(caCauses) }),
]);

/** The answer, 202: taken, whether or not the card was ever seen here. A repeat is answered the same. */
export const CaEventTaken = z.strictObject({ taken: z.literal(true) });
