import type { Message, MessageText } from "../domain/message.ts";
import { catalogues } from "./catalogues.ts";
import type { Reader } from "./dates.ts";
import { type Arguments, format } from "./format.ts";
import { afterNoun } from "./phoneName.ts";
import { fitsSms } from "./sms.ts";
import { spell } from "./spell.ts";

/** A message as its reader gets it, in plain text: what is in it must still be escaped for HTML. */
export function render(message: Message, reader: Reader): MessageText {
  const { title, body, todo, short } = catalogues[reader.locale].messages[message.code];
  const args = spell(message, reader);
  return {
    title: sentences(title, args, reader),
    body: sentences(body, args, reader),
    todo: sentences(todo, args, reader),
    short: shortened(short, args, reader),
  };
}

/** With the phone's name where it still fits one SMS, else without. */
function shortened(short: string, args: Arguments, reader: Reader): string {
  const named = args.model === undefined ? "" : afterNoun(String(args.model), reader.locale);
  const whole = sentences(short, { ...args, named }, reader);
  return fitsSms(whole, reader.locale) ? whole : sentences(short, { ...args, named: "" }, reader);
}

/** Without the hole between two sentences that a sentence left out would leave. */
function sentences(pattern: string, args: Arguments, { locale }: Reader): string {
  return format(pattern, locale, args).replaceAll(/ {2,}/g, " ").trim();
}
