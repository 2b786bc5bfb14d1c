import type { ComponentChildren } from "preact";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import type { Words } from "./language.ts";
import { Status } from "./Status.tsx";
import { Speaking, useChosenSpeech } from "./speech.tsx";
import { offline } from "./texts.ts";
import { useLine } from "./useLine.ts";

interface FrameProps {
  readonly title: Words;
  /** What stands at the end of the page's head, beside the languages. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What every page has: its title, its languages, and word of a lost connection. */
export function Frame({ title, aside, children }: FrameProps) {
  const speech = useChosenSpeech(title);
  const hasLine = useLine();
  return (
    <Speaking value={speech}>
      <header>
        <h1>{speech.say(title)}</h1>
        <LanguageSwitch />
        {aside}
        <Status look="offline" words={!hasLine && offline} />
      </header>
      <main>{children}</main>
    </Speaking>
  );
}
