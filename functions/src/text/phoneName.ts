import type { Locale } from "../domain/contact.ts";
import { plainModel } from "../domain/plainModel.ts";
import { catalogues } from "./catalogues.ts";
import { format } from "./format.ts";

const longest = 40;

/**
 * A phone's model as it may stand in a message: in one line, no longer than 40 characters, and without the characters that make
 * phones and mail programs turn a word into a link. Whoever holds a phone chooses its model, and the message is ours.
 */
export function phoneName(model: string): string {
  const words = plainModel(model)
    .replaceAll(/[“”./:@\\<>\s]+/gu, " ")
    .trim();
  return Array.from(words).slice(0, longest).join("").trimEnd();
}

/** Such a name as it follows a noun in a short text. */
export function afterNoun(model: string, locale: Locale): string {
  return format(catalogues[locale].words.named, locale, { model });
}
