import { useEffect } from "preact/hooks";
import { useSpeech } from "../../shared/speech.tsx";
import { useFocus } from "../../shared/useFocus.ts";
import type { ClearanceView } from "../clearanceView.ts";
import { verdictLooks } from "../verdictWords.ts";
import { VerdictNews } from "./VerdictNews.tsx";

interface VerdictProps {
  readonly view: ClearanceView;
  readonly isBusy: boolean;
}

/** The verdict, big, in colour and in words. The focus is on it when it appears, and when it stood on what is gone since. */
export function Verdict({ view, isBusy }: VerdictProps) {
  const { say } = useSpeech();
  const heading = useFocus<HTMLHeadingElement>();
  const { sign, title } = verdictLooks[view.verdict];
  // A button that is done with goes from the screen, and would take the focus with it to the top of the page.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [view.verdict, view.todo.step, isBusy]);
  return (
    <>
      <section class={`verdict ${view.verdict}`}>
        <h2 ref={heading} tabIndex={-1}>
          <span aria-hidden="true">{sign}</span> {say(title)}
        </h2>
        <p>{say(view.words)}</p>
      </section>
      <VerdictNews view={view} />
    </>
  );
}
