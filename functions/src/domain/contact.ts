/** The languages that holders are written to in. */
export const locales = ["ja", "en"] as const;
export type Locale = (typeof locales)[number];
