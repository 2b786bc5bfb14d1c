import { type Locale, locales } from "../domain/contact.ts";
import type { DeviceStanding, InBoth } from "../domain/deviceView.ts";
import type { Instruction } from "../domain/instruction.ts";
import { catalogues } from "./catalogues.ts";
import * as english from "./en/erasures.ts";
import { instructionText } from "./instruction.ts";
import * as japanese from "./ja/erasures.ts";

const standings = { ja: japanese, en: english } as const satisfies Record<Locale, object>;

/** How an erasure stands and what that is believed on, in both languages. */
export function erasureWords({ state, evidence }: DeviceStanding["erasure"]): InBoth {
  return inBoth((locale) => {
    const { erasures, evidences } = standings[locale];
    return [erasures[state], evidences[evidence]];
  });
}

/** What the holder should do, in both languages: what, how, and what happens otherwise. */
export function instructionWords(instruction: Instruction): InBoth {
  return inBoth((locale) => {
    const { what, how, otherwise } = instructionText(instruction, locale);
    return [what, how, otherwise];
  });
}

/** Sentences joined as each language joins them; empty ones are left out. */
export function inBoth(sentences: (locale: Locale) => readonly string[]): InBoth {
  const [ja = "", en = ""] = locales.map((locale) =>
    sentences(locale)
      .filter((sentence) => sentence !== "")
      .join(catalogues[locale].words.gap),
  );
  return { ja, en };
}
