import { expect, test } from "vitest";
import { verificationCode } from "../../functions/src/domain/verificationCode.ts";

test("a code is the first 50 bits of the payload's SHA-256 in Crockford's base 32, in two groups", () => {
  // By hand: the SHA-256's RFC 4648 base 32, its digits translated to Crockford's.
  expect(verificationCode('{"iss":"https://service.example"}')).toBe("77QYY-1FGX4");
});

test("one other letter makes another code", () => {
  expect(verificationCode('{"iss":"https://service.examplf"}')).not.toBe("77QYY-1FGX4");
});

test("no code has a letter that sounds or looks like another", () => {
  const codes = Array.from({ length: 500 }, (_, i) => verificationCode(String(i)));
  expect(codes.filter((code) => !/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/.test(code))).toEqual([]);
});
