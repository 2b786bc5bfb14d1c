import { useEffect, useRef } from "preact/hooks";
import { useSpeech } from "../../shared/speech.tsx";
import { toTime } from "../../shared/toTime.ts";
import { useFocus } from "../../shared/useFocus.ts";
import type { ClearanceView } from "../clearanceView.ts";
import { texts } from "../texts.ts";
import { verdictLooks } from "../verdictWords.ts";

interface VerdictProps {
  readonly view: ClearanceView;
  readonly isStale: boolean;
  readonly isBusy: boolean;
}

/** The verdict, big, in colour and in words, with the two answers; a change of it is said aloud. */
export function Verdict({ view, isStale, isBusy }: VerdictProps) {
  const { say, language } = useSpeech();
  const heading = useFocus<HTMLHeadingElement>();
  const first = useRef(view.verdict);
  const { sign, title } = verdictLooks[view.verdict];
  // A button that is done with goes from the screen, and would take the focus with it to the top of the page.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [view.verdict, view.todo.step, isBusy]);
  const yesNo = (is: boolean) => say(is ? texts.yes : texts.no);
  return (
    <>
      <section class={`verdict ${view.verdict}`}>
        <h2 ref={heading} tabIndex={-1}>
          <span aria-hidden="true">{sign}</span> {say(title)}
        </h2>
        <p>{say(view.words)}</p>
      </section>
      <p role="status" class="unseen">
        {view.verdict === first.current ? "" : `${say(title)} ${say(view.words)}`}
      </p>
      <section class="unprinted">
        <dl class="answers">
          <dt>{say(texts.isRevoked)}</dt>
          <dd>{yesNo(view.isRevoked)}</dd>
          <dt>{say(texts.isErased)}</dt>
          <dd>{yesNo(view.isErased)}</dd>
          <dt>{say(texts.phone)}</dt>
          <dd>{view.phone.model}</dd>
          <dt>{say(texts.asOf)}</dt>
          <dd>
            <time dateTime={view.asOf}>{toTime(view.asOf, language)}</time>
          </dd>
        </dl>
        {isStale && <p role="status">{say(texts.stale)}</p>}
      </section>
    </>
  );
}
