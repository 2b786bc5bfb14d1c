import type { Locale } from "../domain/contact.ts";
import { catalogues } from "./catalogues.ts";
import { format } from "./format.ts";

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/**
 * Milliseconds as people say them: minutes below two hours, hours up to three days, days from there on. Rounded up, because
 * less than what is said would be a broken promise.
 */
export function duration(milliseconds: number, locale: Locale): string {
  const { minutes, hours, days } = catalogues[locale].words;
  const [pattern, unit] =
    milliseconds < 2 * hour ? [minutes, minute] : milliseconds <= 3 * day ? [hours, hour] : [days, day];
  return format(pattern, locale, { n: Math.ceil(milliseconds / unit) });
}
