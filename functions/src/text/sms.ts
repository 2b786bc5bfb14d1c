import type { Locale } from "../domain/contact.ts";

const longest = { ja: 70, en: 160 } as const satisfies Record<Locale, number>;

/** What an SMS holds in its 7-bit alphabet (3GPP TS 23.038, the part without escapes); anything else halves its length. */
const sevenBit = /^[A-Za-z0-9 \n@£$¥!"#%&'()*+,\-./:;<=>?_]*$/;

/** Whether a text goes out as one SMS: 70 characters, or 160 in English, where it keeps to the 7-bit alphabet. */
export function fitsSms(text: string, locale: Locale): boolean {
  return text.length <= longest[locale] && (locale !== "en" || sevenBit.test(text));
}
