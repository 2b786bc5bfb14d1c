import type { Locale } from "../domain/contact.ts";

/** Who reads, as far as a text depends on it: the language, and the IANA time zone that days and hours are told in. */
export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
}

type Parts = Readonly<Partial<Record<Intl.DateTimeFormatPartTypes, string>>>;

const spelledDay = {
  ja: ({ month, day, weekday }: Parts) => `${month}月${day}日（${weekday}）`,
  en: ({ month, day, weekday }: Parts) => `${weekday} ${day} ${month}`,
} as const satisfies Record<Locale, (parts: Parts) => string>;

const spelledMoment = {
  ja: (parts: Parts) => `${spelledDay.ja(parts)}${Number(parts.hour)}時${minutes(parts)}`,
  en: (parts: Parts) => `${spelledDay.en(parts)}, ${parts.hour}:${parts.minute}`,
} as const satisfies Record<Locale, (parts: Parts) => string>;

/** A day as people say it, without the year: 11月24日（火） or Tuesday 24 November. */
export function day(date: Date, reader: Reader): string {
  return spelledDay[reader.locale](partsOf(date, reader));
}

/** A moment as people say it, to the minute: 11月24日（火）21時 or Tuesday 24 November, 21:00. */
export function moment(date: Date, reader: Reader): string {
  return spelledMoment[reader.locale](partsOf(date, reader));
}

function minutes({ minute }: Parts): string {
  return Number(minute) === 0 ? "" : `${Number(minute)}分`;
}

const tags = { ja: "ja", en: "en-GB" } as const satisfies Record<Locale, string>;
const lengths = {
  ja: { month: "numeric", weekday: "short" },
  en: { month: "long", weekday: "long" },
} as const satisfies Record<Locale, Intl.DateTimeFormatOptions>;

function partsOf(date: Date, { locale, timeZone }: Reader): Parts {
  const format = new Intl.DateTimeFormat(tags[locale], {
    ...lengths[locale],
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  // Monday and Sunday are 月 and 日 too: only where they stand behind a number do they say what it counts.
  const parts = format
    .formatToParts(date)
    .map(({ type, value }) => [type, value.replace(/(?<=\d)[月日]$/, "")]);
  return Object.fromEntries(parts);
}
