import { createContext } from "preact";
import { useContext, useLayoutEffect, useState } from "preact/hooks";
import { keepLanguage, keptLanguage, type Language, type Words } from "./language.ts";

/** Says words in the language that was chosen. */
interface Speech {
  readonly language: Language;
  readonly say: (words: Words) => string;
  readonly choose: (language: Language) => void;
}

const Spoken = createContext<Speech>({ language: "ja", say: ({ ja }) => ja, choose: () => {} });

/** Gives a page its speech; `useSpeech` reads it anywhere below. */
export const Speaking = Spoken.Provider;

/** The speech of the page that this is part of. */
export function useSpeech(): Speech {
  return useContext(Spoken);
}

/** A page's speech: the kept language, or the one chosen since, also told to the browser and to screen readers. */
export function useChosenSpeech(title: Words): Speech {
  const [language, setLanguage] = useState(() => keptLanguage(localStorage));
  // Before it is painted: a screen reader would begin to read in the wrong language.
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = title[language];
  }, [language, title]);
  const choose = (chosen: Language) => {
    keepLanguage(localStorage, chosen);
    setLanguage(chosen);
  };
  return { language, say: (words) => words[language], choose };
}
