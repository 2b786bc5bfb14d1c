import type { Locale } from "../domain/contact.ts";
import { english } from "./en/catalogue.ts";
import { japanese } from "./ja/catalogue.ts";
import type { Catalogue } from "./pattern.ts";

/** What is said in each language. */
export const catalogues: Readonly<Record<Locale, Catalogue>> = { ja: japanese, en: english };
