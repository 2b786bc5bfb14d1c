import { type Language, languages } from "./language.ts";
import { useSpeech } from "./speech.tsx";

const names: Readonly<Record<Language, string>> = { ja: "日本語", en: "English" };

/** A button per language, each named in its own; the one in use is pressed. */
export function LanguageSwitch() {
  const { language, choose } = useSpeech();
  return (
    <fieldset class="languages">
      <legend class="unseen">言語 · Language</legend>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => choose(one)}
        >
          {names[one]}
        </button>
      ))}
    </fieldset>
  );
}
