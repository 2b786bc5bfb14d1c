import type { Clearance, ClearanceStep } from "../domain/clearance.ts";
import type { Locale } from "../domain/contact.ts";
import type { InBoth } from "../domain/deviceView.ts";
import * as englishAnswers from "./en/clearances.ts";
import * as english from "./en/erasures.ts";
import * as japaneseAnswers from "./ja/clearances.ts";
import * as japanese from "./ja/erasures.ts";
import { inBoth } from "./view.ts";

const texts = {
  ja: { ...japanese, ...japaneseAnswers },
  // To the holder it says "you"; a clerk is somebody else.
  en: {
    ...english,
    ...englishAnswers,
    evidences: { ...english.evidences, holderDeclared: "Its holder told us what became of the phone." },
  },
} as const satisfies Record<Locale, object>;

/** The two answers of a counter check and what they rest on, in both languages, for the clerk. */
export function clearanceWords({
  verdict,
  isRevoked,
  isErased,
  evidence,
}: Pick<Clearance, "verdict" | "isRevoked" | "isErased" | "evidence">): InBoth {
  return inBoth((locale) => {
    const { answers, erasures, evidences } = texts[locale];
    if (verdict === "unknown") return [answers.unknown];
    const revoked = isRevoked ? answers.revoked : answers.notRevoked;
    return [revoked, isErased ? erasures.confirmed : answers.notErased, evidences[evidence]];
  });
}

/** What the clerk should do next, in both languages: what, how, and what happens otherwise. */
export function clearanceStepWords(step: ClearanceStep): InBoth {
  return inBoth((locale) => {
    const { what, how, otherwise } = texts[locale].steps[step];
    return [what, how, otherwise];
  });
}
