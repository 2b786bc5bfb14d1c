import { useSpeech } from "../../shared/speech.tsx";
import { texts } from "../texts.ts";
import { isWordWeak } from "../weakWord.ts";
import { Actions } from "./Actions.tsx";
import { Answers } from "./Answers.tsx";
import { Proof } from "./Proof.tsx";
import { PullCode } from "./PullCode.tsx";
import type { PartProps } from "./props.ts";
import { Trouble } from "./Trouble.tsx";
import { Verdict } from "./Verdict.tsx";
import { WeakWord } from "./WeakWord.tsx";

/** What the service says of a phone, and what the clerk can do next. */
export function Clearance({ page, shop }: PartProps) {
  const { say } = useSpeech();
  const { view, proof, isPulled, isStale = false } = page;
  if (!view) return null;
  return (
    <>
      <Verdict view={view} isBusy={page.state === "acting"} />
      <Answers view={view} isStale={isStale} />
      <Trouble page={page} shop={shop} />
      <section class="unprinted">
        <h3>{say(texts.todo)}</h3>
        <p>{say(view.todo)}</p>
        {isPulled && view.verdict !== "clear" && <PullCode url={view.pullUrl} />}
        {view.verdict !== "clear" && view.initialisation && (
          <p>{say(view.initialisation.state === "recorded" ? texts.initialised : texts.awaitsSecond)}</p>
        )}
        {isWordWeak(page) && <WeakWord />}
        <Actions page={page} shop={shop} />
      </section>
      {proof && <Proof proof={proof} />}
      <button type="button" onClick={() => shop.next()}>
        {say(texts.next)}
      </button>
    </>
  );
}
