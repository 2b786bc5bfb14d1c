import { expect, test } from "vitest";
import { fitsSms } from "../../functions/src/text/sms.ts";

test.each([
  ["ja", "あ".repeat(70), true],
  ["ja", "あ".repeat(71), false],
  ["en", "a".repeat(160), true],
  ["en", "a".repeat(161), false],
  ["en", "don’t", false],
  ["en", "[a]", false],
  ["en", '"Pixel 8" (5G), 100%', true],
] as const)("in %s %s fits one SMS: %s", (locale, text, fits) => {
  expect(fitsSms(text, locale)).toBe(fits);
});
