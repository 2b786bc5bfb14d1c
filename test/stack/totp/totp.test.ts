import { expect, test } from "vitest";
import { isTotp, toBase32, totpAt } from "./totp.ts";

/** RFC 6238 appendix B, SHA-1: the last six of its eight digits; the secret is "12345678901234567890" in base32. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("at second %i the code is %s", (seconds, code) => {
  expect(totpAt(seconds * 1000, secret)).toBe(code);
});

test("a code is good for its own half minute and those beside it", () => {
  const at = 1_111_111_109_000;
  const offsets = [-61_000, -31_000, 0, 30_000, 60_000];
  expect(offsets.map((offset) => isTotp("081804", at + offset, secret))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test("a secret is written in base32, as RFC 4648 section 10 has it", () => {
  expect(["f", "fooba", "foobar"].map((text) => toBase32(Buffer.from(text)))).toEqual([
    "MY",
    "MZXW6YTB",
    "MZXW6YTBOI",
  ]);
});
