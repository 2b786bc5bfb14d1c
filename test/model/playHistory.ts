import { cards } from "./arbitraries.ts";
import { endWell } from "./ending.ts";
import type { Figures } from "./figures.ts";
import { checkChains } from "./invariants/audit.ts";
import { tell, tellAgain } from "./play/ca.ts";
import { drive } from "./play/drive.ts";
import { choose, placeHold, release, remind } from "./play/holds.ts";
import { register, revoke, signIn } from "./play/people.ts";
import { answer, fetch } from "./play/phones.ts";
import { reset } from "./play/resets.ts";
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

/** What each step does; `both` is two at the same time. */
const acts: { readonly [D in keyof Steps]: (step: Steps[D], universe: Universe) => Promise<void> } = {
  signIn: crashing(signIn),
  register: crashing(register),
  revoke: crashing(revoke),
  stopUsing: crashing(stopUsing),
  drive: (step, universe) =>
    drive(step, universe, { crash: step.crash, meanwhile: () => meanwhile(step.meanwhile, universe) }),
  answer: crashing(answer),
  fetch: crashing(fetch),
  report: crashing(report),
  reset: crashing(reset),
  tell: crashing(tell),
  tellAgain: crashing(tellAgain),
  hold: crashing(placeHold),
  release: crashing(release),
  remind: (step, universe) => remind(universe, step.crash),
  choose: crashing(choose),
  expire: (step, universe) => expire(universe, step.crash),
  deploy: async ({ hasTsm, scope }, universe) => {
    universe.hasTsm = hasTsm;
    universe.scope = scope;
  },
  wait: async ({ seconds }, universe) => universe.pass(seconds * 1000),
  both: async ({ one, other }, universe) => {
    await Promise.all([play(one, universe), play(other, universe)]);
  },
};

type Steps = { readonly [S in Step as S["do"]]: S };

function once<D extends keyof Steps>(step: Steps[D] & { readonly do: D }, universe: Universe): Promise<void> {
  return acts[step.do](step, universe);
}

/** An act that dies where its step says so. */
function crashing<D>(act: (deed: D, universe: Universe, crash: Step["crash"]) => Promise<void>) {
  return (step: D & Pick<Step, "crash">, universe: Universe) => act(step, universe, step.crash);
}

async function meanwhile(step: Step | undefined, universe: Universe): Promise<void> {
  if (step) await play(step, universe);
}

/** What has to hold whenever nothing is under way. */
function checkState({ documents }: Universe): void {
  const listed = new Set(
    wipes.all(documents).flatMap((wipe) => wipe.certificates.map(({ certificateId }) => certificateId)),
  );
  for (const { state, certificateId, replacedAt } of certificates.all(documents))
    hold(
      state !== "revoked" || replacedAt !== undefined || listed.has(certificateId),
      "every revoked certificate that wasn't replaced is listed in a wipe",
    );
}
