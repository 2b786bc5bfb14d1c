import { useRef, useState } from "preact/hooks";
import { useSpeech } from "../../shared/speech.tsx";
import type { ClearanceView } from "../clearanceView.ts";
import { verdictLooks } from "../verdictWords.ts";

/** Says aloud each change of the verdict, and of what to do next; the first one is heard by the focus on it. */
export function VerdictNews({ view }: { readonly view: ClearanceView }) {
  const { say } = useSpeech();
  const now = `${view.verdict} ${view.todo.step}`;
  const [first] = useState(now);
  const hasChanged = useRef(false);
  if (now !== first) hasChanged.current = true;
  return (
    <p role="status" class="unseen">
      {hasChanged.current && `${say(verdictLooks[view.verdict].title)} ${say(view.words)} ${say(view.todo)}`}
    </p>
  );
}
