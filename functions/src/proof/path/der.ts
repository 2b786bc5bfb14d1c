/** One value in DER: its tag, what is in it, and all its bytes. */
export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

/**
 * Reads the one value that `bytes` are. CRLs are read with this rather than with a schema: a hundred thousand entries take
 * milliseconds, not seconds. Throws for anything but DER with one-byte tags (X.690 section 10.1), and for bytes left over.
 */
export function readDer(bytes: Uint8Array): Der {
  const first = readFirst(bytes);
  if (first.whole.length !== bytes.length) throw new Error("DER: bytes are left over");
  return first;
}

/** The values in a constructed one, in their order. */
export function* partsOf({ content }: Der): Generator<Der, void, undefined> {
  let rest = content;
  while (rest.length > 0) {
    const part = readFirst(rest);
    yield part;
    rest = rest.subarray(part.whole.length);
  }
}

function readFirst(bytes: Uint8Array): Der {
  const [tag = 0x1f, first = 0x80] = bytes;
  if ((tag & 0x1f) === 0x1f) throw new Error("DER: a tag is missing or too long");
  const { length, start } = first < 0x80 ? { length: first, start: 2 } : longLength(bytes, first);
  const end = start + length;
  if (end > bytes.length) throw new Error("DER: cut short");
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(0, end) };
}

/** A length of up to four bytes, in as few as it takes. */
function longLength(bytes: Uint8Array, first: number): { length: number; start: number } {
  const start = 2 + (first & 0x7f);
  const digits = bytes.subarray(2, start);
  if (digits.length < 1 || digits.length > 4 || digits[0] === 0)
    throw new Error("DER: a length is no length");
  const length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
  if (length < 0x80) throw new Error("DER: a length is longer than it needs to be");
  return { length, start };
}

/** Tags that CRLs are made of. */
export const tags = {
  boolean: 1,
  integer: 2,
  sequence: 0x30,
  utcTime: 0x17,
  generalizedTime: 0x18,
  extensions: 0xa0,
} as const;

/** A Time as RFC 5280 section 4.1.2.5 has it: to the second, in UTC; two-digit years are from 1950 to 2049. */
export function readTime({ tag, content }: Der): Date {
  const text = Buffer.from(content).toString("latin1");
  const digits = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text)?.slice(1);
  const [year = "", ...others] = digits ?? [];
  const isOfItsTag = tag === (year.length === 2 ? tags.utcTime : tags.generalizedTime);
  if (!digits || !isOfItsTag) throw new Error("DER: not a time");
  const century = year.length === 4 ? "" : Number(year) < 50 ? "20" : "19";
  const [month, day, hour, minute, second] = others;
  const time = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time.getTime())) throw new Error("DER: not a time");
  return time;
}
