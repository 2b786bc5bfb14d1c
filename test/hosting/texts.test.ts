import { describe, expect, test } from "vitest";
import type { Words } from "../../hosting/src/shared/language.ts";
import { offline, scanning } from "../../hosting/src/shared/texts.ts";
import { texts as shop } from "../../hosting/src/shop/texts.ts";
import { refusalWords } from "../../hosting/src/shop/troubleWords.ts";
import { verdictLooks } from "../../hosting/src/shop/verdictWords.ts";
import { findingWords } from "../../hosting/src/verify/findingWords.ts";
import { texts as verify } from "../../hosting/src/verify/texts.ts";

const titled = (looks: Readonly<Record<string, { title: Words }>>) =>
  Object.entries(looks).map(([name, { title }]): [string, Words] => [name, title]);

describe.each<[string, [string, Words][]]>([
  ["the shop's page", Object.entries(shop)],
  ["the proof's page", Object.entries(verify)],
  ["the scanner", Object.entries(scanning)],
  ["any page", Object.entries({ offline })],
  ["refusals", Object.entries(refusalWords)],
  ["verdicts", titled(verdictLooks)],
  ["findings", titled(findingWords)],
])("the words of %s", (_, all) => {
  test.each(all)("%s: Japanese in Japanese letters, English without any", (_, { ja, en }) => {
    expect(ja).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
    expect(en).toMatch(/^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u);
  });
});

test("no two verdicts look or read alike", () => {
  const looks = Object.values(verdictLooks);
  expect(new Set(looks.map(({ sign }) => sign)).size).toBe(5);
  expect(new Set(looks.flatMap(({ title }) => [title.ja, title.en])).size).toBe(10);
});

test("what a clerk is told of a weaker proof is what a buyer is told then, and the button it names is there", () => {
  const { weakWord, next } = shop;
  expect(weakWord.ja).toContain(`「${findingWords.genuineByCode.title.ja}」`);
  expect(weakWord.ja).toContain("「端末自身の応答なし」");
  expect(verify.shopByCode.ja).toContain("端末自身の応答なし");
  expect(weakWord.en).toContain("may be another phone's");
  expect(findingWords.genuineByCode.title.en).toContain("may be another phone's");
  expect([weakWord.ja, weakWord.en]).toEqual([
    expect.stringContaining(`「${next.ja}」`),
    expect.stringContaining(`“${next.en}”`),
  ]);
});

test("of what a proof can come to, one alone is told as good", () => {
  const good = Object.entries(findingWords).filter(([, { look }]) => look === "ok");
  expect(good.map(([finding]) => finding)).toEqual(["genuine"]);
  const doubtful = Object.entries(findingWords).filter(([, { look }]) => look === "doubtful");
  expect(doubtful.map(([finding]) => finding)).toEqual(["genuineByCode", "genuineByHolder"]);
});
