import { createHmac } from "node:crypto";

/** Seconds that a code is shown for. */
const step = 30;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The one secret of every clerk that the local stack makes with a second factor, as an authenticator app takes it: base32, RFC 4648 section 6. */
export const localSecret = "KATAZUKEKATAZUKEKATAZUKEKATAZUKE";

/** The six digits that an authenticator app shows at a time, milliseconds (RFC 6238, SHA-1, 30 seconds). */
export function totpAt(now: number, secret = localSecret): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 1000 / step)));
  const digest = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const number = digest.readUInt32BE(digest.readUInt8(digest.length - 1) & 15) & 0x7f_ff_ff_ff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Whether a code is that of now, or of just before or after: clocks differ (RFC 6238 section 5.2). */
export function isTotp(code: string, now: number, secret = localSecret): boolean {
  return [0, -1, 1].some((steps) => totpAt(now + steps * step * 1000, secret) === code);
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0"));
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Bytes as a secret to give to an authenticator app: base32 without padding. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
}
