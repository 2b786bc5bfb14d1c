import { Status } from "../../shared/Status.tsx";
import { useSpeech } from "../../shared/speech.tsx";
import { toTime } from "../../shared/toTime.ts";
import type { ClearanceView } from "../clearanceView.ts";
import { texts } from "../texts.ts";

/** The two answers, what the phone calls itself, and when that was so: `isStale` where nobody could be asked since. */
export function Answers({ view, isStale }: { readonly view: ClearanceView; readonly isStale: boolean }) {
  const { say, language } = useSpeech();
  const yesNo = (is: boolean) => say(is ? texts.yes : texts.no);
  return (
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
      <Status words={isStale && texts.stale} />
    </section>
  );
}
