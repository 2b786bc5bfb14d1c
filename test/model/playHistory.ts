import { cards } from "./arbitraries.ts";
import { endWell } from "./ending.ts";
import type { Figures } from "./figures.ts";
import { checkChains } from "./invariants/audit.ts";
import { tell, tellAgain } from "./play/ca.ts";
import { drive } from "./play/drive.ts";
import { choose, placeHold, release, remind } from "./play/holds.ts";
import { register, revoke, signIn } from "./play/people.ts";
import { answer, fetch } from "./play/phones.ts";
import { expire, report } from "./play/service.ts";
import { stopUsing } from "./play/stopUsing.ts";
import type { History, Step } from "./step.ts";
import { certificates, wipes } from "./stored.ts";
import { isEndured, Universe } from "./universe.ts";
import { hold } from "./violation.ts";

/** Plays one history from its beginning, with every promise checked at every commit; throws at the first that is broken. */
export async function playHistory({ isMassEvent, steps }: History, figures: Figures): Promise<void> {
  const universe = new Universe(figures, JSON.stringify(steps));
  for (const step of [...enrolments, ...(isMassEvent ? revocations : []), ...steps])
    await play(step, universe);
  checkState(universe);
  await endWell(universe);
  checkChains(universe.documents);
  figures.add("histories", "played");
  for (const { state, evidence } of wipes.all(universe.documents)) {
    figures.add("wipes ended the history", state);
    figures.add("evidence", evidence);
  }
}

const everybody = Array.from({ length: cards }, (_, card) => card);

/** Every holder is there, each with a phone: without them most histories would come to nothing. */
const enrolments: readonly Step[] = [
  ...everybody.map((card): Step => ({ do: "signIn", card, isRepeat: false, crash: undefined })),
  ...everybody.map(enrolmentOf),
];

function enrolmentOf(phone: number): Step {
  const [card, certificates, key, target] = ["own", "same", "same", "same"] as const;
  const isProven = phone === 1;
  return {
    do: "register",
    phone,
    card,
    certificates,
    key,
    target,
    isProven,
    namesAnother: false,
    crash: undefined,
  };
}

const revocations = everybody.map((card): Step => {
  const [cause, channel, jti] = ["stoppedUsing", "card", "fresh"] as const;
  return { do: "revoke", card, device: "all", cause, channel, jti, crash: undefined };
});

async function play(step: Step, universe: Universe): Promise<void> {
  universe.ledger.figures.add("steps", nameOf(step));
  await once(step, universe).catch((problem: unknown) => {
    if (!isEndured(problem)) throw problem;
    universe.ledger.figures.add("moments", problem instanceof Error ? problem.message : "died");
  });
  universe.checkProblems();
}

function nameOf(step: Step): string {
  if (step.do === "answer") return `answer ${step.flavour}`;
  if (step.do === "drive") return `drive by ${step.by}`;
  return step.do === "register" ? `register ${step.certificates}` : step.do;
}

async function once(step: Step, universe: Universe): Promise<void> {
  switch (step.do) {
    case "signIn":
      return signIn(step, universe, step.crash);
    case "register":
      return register(step, universe, step.crash);
    case "revoke":
      return revoke(step, universe, step.crash);
    case "stopUsing":
      return stopUsing(step, universe, step.crash);
    case "drive":
      return drive(step, universe, {
        crash: step.crash,
        meanwhile: () => meanwhile(step.meanwhile, universe),
      });
    case "answer":
      return answer(step, universe, step.crash);
    case "fetch":
      return fetch(step, universe, step.crash);
    case "report":
      return report(step, universe, step.crash);
    case "tell":
      return tell(step, universe, step.crash);
    case "tellAgain":
      return tellAgain(step, universe, step.crash);
    case "hold":
      return placeHold(step, universe, step.crash);
    case "release":
      return release(step, universe, step.crash);
    case "remind":
      return remind(universe, step.crash);
    case "choose":
      return choose(step, universe, step.crash);
    case "expire":
      return expire(universe, step.crash);
    case "both":
      await Promise.all([play(step.one, universe), play(step.other, universe)]);
      return;
    default:
      atOnce(step, universe);
  }
}

function atOnce(step: Step & { do: "deploy" | "wait" }, universe: Universe): void {
  if (step.do === "wait") universe.pass(step.seconds * 1000);
  if (step.do === "deploy") {
    universe.hasTsm = step.hasTsm;
    universe.scope = step.scope;
  }
}

async function meanwhile(step: Step | undefined, universe: Universe): Promise<void> {
  if (step) await play(step, universe);
}

/** What has to hold whenever nothing is under way. */
function checkState({ documents }: Universe): void {
  const listed = new Set(
    wipes.all(documents).flatMap((wipe) => wipe.certificates.map(({ certificateId }) => certificateId)),
  );
  for (const { state, certificateId } of certificates.all(documents))
    hold(state !== "revoked" || listed.has(certificateId), "every revoked certificate is listed in a wipe");
}
