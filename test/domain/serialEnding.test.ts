import { expect, test } from "vitest";
import { serialEndingOf } from "../../functions/src/domain/serialEnding.ts";

test.each([
  ["of 16 bytes: the last four digits", "4a212f0e5c7d43969f0e1c2b3a499f3c", "9f3c"],
  ["whose first byte is padding: the same without it", "00f1212f0e5c7d43969f0e1c2b3a499f3c", "9f3c"],
  ["of 20 bytes, the longest there is: no more than four", "7a".repeat(18).concat("BEEF"), "beef"],
  ["of 16 digits: a quarter of them", "1234567890abcdef", "cdef"],
  ["of 8 digits: two", "4a212f0e", "0e"],
  ["of 7 digits: one", "0a212f0e", "e"],
  ["of three digits: none", "0a21", ""],
  ["of nothing: none", "00", ""],
])("a serial number %s", (_, hex, ending) => {
  expect(serialEndingOf(Buffer.from(hex, "hex"))).toBe(ending);
});
