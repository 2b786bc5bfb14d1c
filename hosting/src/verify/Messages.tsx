import { useSpeech } from "../shared/speech.tsx";
import { texts } from "./texts.ts";

/** What the page is for, and that nothing entered leaves the device. */
export function Intro() {
  const { say } = useSpeech();
  return <p>{say(texts.intro)}</p>;
}

/** Without the service's keys nothing can be found, neither good nor bad. */
export function KeysMissing() {
  const { say } = useSpeech();
  return (
    <p class="trouble" role="alert">
      {say(texts.keysMissing)}
    </p>
  );
}
