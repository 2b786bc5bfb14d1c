import { createHash } from "node:crypto";

/** Crockford's base 32: no I, L, O or U, so that it can be read out on the telephone. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 10;

/**
 * The code by which two people see that they have the same receipt: the first 50 bits of the SHA-256 of its payload, in two
 * groups. The payload of a receipt never changes, its signature does, so it is taken of the payload alone.
 */
export function verificationCode(payload: string): string {
  const bits = [...createHash("sha256").update(payload).digest()]
    .map((byte) => byte.toString(2).padStart(8, "0"))
    .join("");
  const digits = Array.from({ length }, (_, i) => alphabet[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)]);
  return `${digits.slice(0, length / 2).join("")}-${digits.slice(length / 2).join("")}`;
}
