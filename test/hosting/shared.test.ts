import { expect, test } from "vitest";
import { keepLanguage, keptLanguage } from "../../hosting/src/shared/language.ts";
import { toTime } from "../../hosting/src/shared/toTime.ts";

const forgetful = {
  getItem: () => {
    throw new Error("storage is switched off");
  },
  setItem: () => {
    throw new Error("storage is switched off");
  },
};

test("a chosen language is kept, and nothing else can be kept in its place", () => {
  const kept = new Map<string, string>();
  const keeper = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(keptLanguage(keeper)).toBe("ja");
  keepLanguage(keeper, "en");
  expect(keptLanguage(keeper)).toBe("en");
  kept.set("language", "fr");
  expect(keptLanguage(keeper)).toBe("ja");
});

test("a browser that keeps nothing speaks Japanese and goes on working", () => {
  expect(keptLanguage(forgetful)).toBe("ja");
  expect(() => keepLanguage(forgetful, "en")).not.toThrow();
});

test("a time is told to the second, in each language's way", () => {
  const at = new Date(2026, 10, 23, 9, 5, 7).toISOString();
  expect(toTime(at, "ja")).toBe("2026/11/23 9:05:07");
  expect(toTime(at, "en")).toBe("23 Nov 2026, 09:05:07");
});
