import { locales } from "../domain/contact.ts";
import type { MessageOf, WarningCode } from "../domain/message.ts";
import { catalogues } from "./catalogues.ts";
import { render } from "./render.ts";

/** A caution that must be shown to the holder (注意喚起), in both languages, because the app knows which one it shows. */
interface Warning<C extends WarningCode> {
  readonly code: C;
  readonly ja: string;
  readonly en: string;
}

/** A warning in both languages, what to do at the end. None of them names a time of day, so that no zone matters. */
export function warning<M extends MessageOf<WarningCode>>(message: M): Warning<M["code"]> {
  const [ja = "", en = ""] = locales.map((locale) => {
    const { body, todo } = render(message, { locale, timeZone: "Asia/Tokyo" });
    return [body, todo].join(catalogues[locale].words.gap);
  });
  return { code: message.code, ja, en };
}
