/**
 * The last hex digits of a serial number, lower case: what a receipt may show of it. A quarter of the digits and at most
 * four, so that what is kept never names a certificate; empty for a serial of less than four digits.
 */
export function serialEndingOf(serial: Uint8Array): string {
  const digits = Buffer.from(serial).toString("hex").replace(/^0+/, "");
  const shown = Math.min(4, Math.floor(digits.length / 4));
  return digits.slice(digits.length - shown);
}
