import { describe, expect, test } from "vitest";
import { normaliseShown, saltedPhone } from "../../functions/src/domain/shownPhone.ts";

describe("an IMEI is one number, however it is typed:", () => {
  test.each([
    "490154203237518",
    "49 015420 323751 8",
    "49-015420-323751-8",
    "  490154203237518\n",
    "４９０１５４２０３２３７５１８",
    "49ー015420ー323751ー8",
    "49−015420−323751−8",
    "49/015420/323751/8",
    "49.015420.323751.8",
  ])("%j", (typed) => {
    expect(normaliseShown(typed)).toBe("490154203237518");
  });
});

describe("an IMEI with a slip in it is none:", () => {
  test.each([
    ["a digit changed", "490154203237519"],
    ["two neighbours swapped", "940154203237518"],
    ["a digit lost", "49015420323751"],
    ["two digits lost", "4901542032375"],
    ["a digit doubled", "4901542032375188"],
    ["the software version typed with it", "49-015420-323751-8/01"],
    ["its label typed with it", "IMEI 490154203237518"],
    ["its label typed with it, in full width", "ＩＭＥＩ１：490154203237518"],
    ["nothing but noughts", "000000000000000"],
  ])("%s", (_, typed) => {
    expect(normaliseShown(typed)).toBeUndefined();
  });
});

describe("a serial number", () => {
  test.each([
    ["c39xk2abjc68", "C39XK2ABJC68"],
    ["R58M 12AB CDE", "R58M12ABCDE"],
    ["ｒ５８ｍ１２ａｂｃｄｅ", "R58M12ABCDE"],
    ["A0000012345678", "A0000012345678"],
    ["12345678", "12345678"],
    ["123456789012345678", "123456789012345678"],
  ])("%j is %s", (typed, shown) => {
    expect(normaliseShown(typed)).toBe(shown);
  });

  test.each([
    "",
    "1234567",
    "A".repeat(8),
    "A1".repeat(11),
    "C39XK2ABJC6É",
    "C39XK2ABJC6ß",
    "C39X<b>JC68",
    "端末の番号です！",
  ])("%j is none", (typed) => {
    expect(normaliseShown(typed)).toBeUndefined();
  });
});

test("what is normalised stays as it is", () => {
  for (const shown of ["490154203237518", "C39XK2ABJC68"]) expect(normaliseShown(shown)).toBe(shown);
});

test("salt and number can't be shifted into one another", () => {
  expect(saltedPhone("salt", "1C39XK2ABJC68")).toBe("salt.1C39XK2ABJC68");
  expect(saltedPhone("salt1", "C39XK2ABJC68")).not.toBe(saltedPhone("salt", "1C39XK2ABJC68"));
});
