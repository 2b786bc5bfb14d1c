import { IntlMessageFormat } from "intl-messageformat";
import type { Locale } from "../domain/contact.ts";

/** What a pattern's placeholders stand for: spelled for people already, or a number that a plural is chosen by. */
export type Arguments = Readonly<Record<string, string | number>>;

/** Parsed at their first use, each once, so that a cold start parses nothing. Only catalogue texts come in, so it is bounded. */
const parsed = new Map<string, IntlMessageFormat>();

/** A pattern with its arguments in place; they are inserted as they are, never read as format. Throws where one is missing. */
export function format(pattern: string, locale: Locale, args: Arguments): string {
  return [parse(pattern, locale).format<string>(args)].flat().join("");
}

function parse(pattern: string, locale: Locale): IntlMessageFormat {
  const key = `${locale} ${pattern}`;
  const known = parsed.get(key);
  if (known) return known;
  const fresh = new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true });
  parsed.set(key, fresh);
  return fresh;
}
