import { describe, expect, test } from "vitest";
import { bindPhone, type SaidPhone } from "../../functions/src/domain/provenPhone.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";

const byHolder: SaidPhone = { phone: "a".repeat(64), shownBy: "holder" };
const byShop: SaidPhone = { phone: "a".repeat(64), shownBy: "shop" };
const byCode: SaidPhone = { phone: "a".repeat(64), shownBy: "shopByCode" };
const otherByCode: SaidPhone = { phone: "b".repeat(64), shownBy: "shopByCode" };
const otherByHolder: SaidPhone = { phone: "b".repeat(64), shownBy: "holder" };
const otherByShop: SaidPhone = { phone: "b".repeat(64), shownBy: "shop" };

describe("a device is proven for one phone", () => {
  test.each<[string, SaidPhone | undefined, SaidPhone, SaidPhone | "refused"]>([
    ["the first that its holder names", undefined, byHolder, byHolder],
    ["the first that a shop sees", undefined, byShop, byShop],
    ["the holder names it again", byHolder, byHolder, byHolder],
    ["a shop sees what the holder named", byHolder, byShop, byShop],
    ["the holder names what a shop saw: the shop's word stands", byShop, byHolder, byShop],
    ["a shop sees it again", byShop, byShop, byShop],
    ["a shop sees another than the holder named", byHolder, otherByShop, otherByShop],
    ["the holder names another", byHolder, otherByHolder, "refused"],
    ["the holder names another than a shop saw", byShop, otherByHolder, "refused"],
    ["a shop sees another than a shop saw", byShop, otherByShop, "refused"],
    ["a shop with a code sees what the holder named", byHolder, byCode, byCode],
    ["a shop with a code sees another than the holder named", byHolder, otherByCode, otherByCode],
    ["a shop with a code sees another than one before", byCode, otherByCode, "refused"],
    ["a shop with a code sees what a shop saw that the phone answered", byShop, byCode, byShop],
    ["a shop with a code sees another than it", byShop, otherByCode, "refused"],
    ["a shop that the phone answers sees what was seen with a code", byCode, byShop, byShop],
    ["a shop that the phone answers sees another", byCode, otherByShop, otherByShop],
    ["the holder names another than a shop with a code saw", byCode, otherByHolder, "refused"],
  ])("%s", (_, before, said, expected) => {
    const bound = bindPhone(before, said);
    expect(isRefused(bound) ? "refused" : bound).toEqual(expected);
    if (isRefused(bound)) expect(bound.refused).toBe("phone_of_another_proof");
  });
});

test("whoever is refused is told what they themselves can do: a shop isn't sent to a shop", () => {
  const remedy = (before: SaidPhone, said: SaidPhone) => {
    const bound = bindPhone(before, said);
    return isRefused(bound) && bound.detail?.split("else ").at(-1);
  };
  expect(remedy(byShop, otherByHolder)).toBe("a shop has to look at the phone.");
  expect(remedy(byCode, otherByCode)).toBe("check the phone again by the QR code that its own app shows.");
  expect(remedy(byShop, otherByShop)).toBe("this is another phone, and gets no proof.");
});
