import { z } from "zod";

/** A certificate as its CA's records name it, a card's or a phone's, without anything that says whose it is. */
export const CertificateName = z.strictObject({
  /** The issuer's distinguished name, base64 of the DER exactly as it is in the certificate (RFC 5280 section 4.1.2.4). */
  issuer: z.base64().min(4).max(2048),
  /** The serial number in hex digits, of 20 bytes at most; some tools print the zero byte in front that DER may have. */
  serialNumber: z.string().regex(/^(00)?[0-9A-Fa-f]{1,40}$/, "must be a serial number in hex digits"),
});
