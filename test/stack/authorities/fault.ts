import "reflect-metadata";
import { Extension } from "@peculiar/x509";

/** The ways in which a certificate can be made bad on request; each is wrong in this one respect only. */
export const faults = [
  "expired",
  "notYetValid",
  "wrongIssuer",
  "caFalseIssuer",
  "unknownCriticalExtension",
  "noKeyUsage",
  "foreignRoot",
] as const;
export type Fault = (typeof faults)[number];

const day = 86_400_000;

/** From when until when a certificate is valid: a day ago until in five years, unless the fault is about that. */
export function validityOf(fault: Fault | undefined, now: Date): { notBefore: Date; notAfter: Date } {
  const [from, until] = daysOf(fault);
  return {
    notBefore: new Date(now.getTime() + from * day),
    notAfter: new Date(now.getTime() + until * day),
  };
}

function daysOf(fault: Fault | undefined): [number, number] {
  if (fault === "expired") return [-400, -1];
  return fault === "notYetValid" ? [1, 400] : [-1, 5 * 365];
}

/** A critical extension under an OID that nobody knows: RFC 5280 section 4.2 demands that the certificate is refused. */
export function unknownCriticalExtension(): Extension {
  const derNull = new Uint8Array([0x05, 0x00]);
  return new Extension("1.3.6.1.4.1.99999.1", true, derNull);
}
