import { hexDigest } from "./hash.ts";

/** What a CA's records call a certificate: DER of the issuer's name in base64, and the serial number in hex digits. */
export interface CertificateName {
  readonly issuer: string;
  readonly serialNumber: string;
}

/** The id that this service knows the certificate by, a card's or a phone's; the name itself is never kept. */
export function certificateIdOf({ issuer, serialNumber }: CertificateName): string {
  return certificateIdFrom(Buffer.from(issuer, "base64"), serialBytes(serialNumber));
}

/** The same id from the bytes in the certificate itself: its issuer's name and its serial number, as DER has them. */
export function certificateIdFrom(issuer: Uint8Array, serial: Uint8Array): string {
  return hexDigest(issuer, serial);
}

/**
 * A positive serial as DER has it (X.690 section 8.3): as short as can be, and led by a zero where the first bit is set.
 * Records write it with or without leading zeros.
 */
function serialBytes(hex: string): Uint8Array {
  const digits = hex.replace(/^0+/, "");
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
  return (bytes[0] ?? 0xff) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}
