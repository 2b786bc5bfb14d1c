import { useEffect, useState } from "preact/hooks";
import type { Words } from "./language.ts";
import { useSpeech } from "./speech.tsx";

interface StatusProps {
  readonly words: Words | false | undefined;
  readonly look?: "waiting" | "offline";
}

/**
 * Says something as soon as there is something to say. The element is there before its words are: screen readers pass over one
 * that appears with them.
 */
export function Status({ words, look }: StatusProps) {
  const { say } = useSpeech();
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return (
    <p role="status" class={look}>
      {isThere && words ? say(words) : ""}
    </p>
  );
}
