import type { Language } from "./language.ts";

const regions: Readonly<Record<Language, string>> = { ja: "ja-JP", en: "en-GB" };

/** A time as the clerk's clock on the wall has it, to the second. */
export function toTime(at: string, language: Language): string {
  return new Intl.DateTimeFormat(regions[language], { dateStyle: "medium", timeStyle: "medium" }).format(
    new Date(at),
  );
}
