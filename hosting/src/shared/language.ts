/** What the pages speak; the first one unless somebody chose another. */
export const languages = ["ja", "en"] as const;
export type Language = (typeof languages)[number];

/** One sentence in each language. */
export type Words = Readonly<Record<Language, string>>;

/** Where a choice is kept: the browser's localStorage, or whatever else keeps strings. */
type Keeper = { getItem(key: string): string | null; setItem(key: string, value: string): void };

const key = "language";

/** The language chosen on this tablet; Japanese without a choice, or where the browser keeps nothing. */
export function keptLanguage(keeper: Keeper): Language {
  try {
    const kept = keeper.getItem(key);
    return languages.find((language) => language === kept) ?? "ja";
  } catch {
    return "ja";
  }
}

/** Keeps the choice, the one thing that these pages leave on a tablet. */
export function keepLanguage(keeper: Keeper, language: Language): void {
  try {
    keeper.setItem(key, language);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
