import fc from "fast-check";
import { caEventKinds } from "../../functions/src/domain/caEvent.ts";
import { identificationMethods } from "../../functions/src/domain/identification.ts";
import { resetPhases } from "../../functions/src/domain/reset.ts";
import { resetAnswers } from "../../functions/src/domain/resetCapability.ts";
import { holderCauses } from "../../functions/src/domain/revocation.ts";
import { outcomes } from "../../functions/src/domain/wipe.ts";
import { answerFlavours, type Deed, fcmAnswers, type History, type Step } from "./step.ts";
import { shortWait, wait } from "./waits.ts";

/** How many of each there are: holders with a card, and phones that may change hands. */
export const cards = 3;
export const phones = 4;

const card = fc.nat(cards - 1);
const phone = fc.nat(phones - 1);
/** Mostly the newest, seldom an old one. */
const pick = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(5) });
const seldom = (weight: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const signIn = fc.record({ do: fc.constant("signIn" as const), card, isRepeat: seldom(2) });

const register = fc.record({
  do: fc.constant("register" as const),
  phone,
  card: fc.oneof({ weight: 4, arbitrary: fc.constant("own" as const) }, { weight: 1, arbitrary: card }),
  certificates: fc.constantFrom(
    ...(["same", "same", "same", "fresh", "fresh", "freshOne", "reissued", "subset", "more"] as const),
  ),
  key: fc.constantFrom(...(["same", "same", "fresh"] as const)),
  target: fc.constantFrom(...(["same", "fresh"] as const)),
  isProven: fc.boolean(),
  namesAnother: seldom(6),
});

const revoke = fc.record({
  do: fc.constant("revoke" as const),
  card: fc.oneof({ weight: 4, arbitrary: fc.constant("own" as const) }, { weight: 1, arbitrary: card }),
  device: fc.oneof(fc.constant("all" as const), fc.nat(5)),
  cause: fc.constantFrom(...holderCauses),
  channel: fc.constantFrom(...(["card", "card", "card", "card", "newPhone"] as const)),
  jti: fc.constantFrom(...(["fresh", "fresh", "fresh", "sameApplication", "otherApplication"] as const)),
});

const stopUsing = fc.record({
  do: fc.constant("stopUsing" as const),
  phone,
  signsWith: fc.nat(1),
  certificates: fc.constantFrom(...(["all", "all", "first", "last", "anothersToo"] as const)),
  cause: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom("stoppedUsing" as const, "handedOn" as const) },
    { weight: 1, arbitrary: fc.constantFrom(...holderCauses) },
  ),
  jti: fc.constantFrom(...(["fresh", "fresh", "fresh", "sameApplication", "otherApplication"] as const)),
});

const drive = (meanwhile: fc.Arbitrary<Step | undefined>) =>
  fc.record({
    do: fc.constant("drive" as const),
    by: fc.constantFrom(...(["task", "twoTasks", "trigger", "sweep"] as const)),
    pick,
    fcm: fc.oneof(
      { weight: 4, arbitrary: fc.constant("accepted" as const) },
      { weight: 4, arbitrary: fc.constantFrom(...fcmAnswers) },
      { weight: 1, arbitrary: fc.constantFrom("targetUnregistered" as const, "faultIsOurs" as const) },
    ),
    isHintStale: seldom(5),
    meanwhile,
  });

const answer = fc.record({
  do: fc.constant("answer" as const),
  pick,
  flavour: fc.oneof(
    { weight: 2, arbitrary: fc.constant("own" as const) },
    { weight: 2, arbitrary: fc.constantFrom(...answerFlavours) },
  ),
  says: said(outcomes),
  isPartial: seldom(3),
  needsTsm: seldom(3),
});

const report = fc.record({
  do: fc.constant("report" as const),
  pick,
  isFirstVersion: seldom(2),
  isUnknown: seldom(8),
  says: said(["erased", "alreadyAbsent", "notNow", "failed"]),
  isPartial: seldom(3),
});

const reset = fc.record({
  do: fc.constant("reset" as const),
  phone,
  phase: fc.constantFrom(...resetPhases),
  clears: fc.constantFrom(...resetAnswers),
  isRepeat: seldom(4),
});

function said<Said extends (typeof outcomes)[number]>(from: readonly Said[]) {
  const gone = fc.constantFrom("erased" as const, "alreadyAbsent" as const);
  return fc.tuple(fc.oneof(gone, fc.constantFrom(...from)), fc.oneof(gone, fc.constantFrom(...from)));
}

const fetch = fc.record({ do: fc.constant("fetch" as const), phone, isForeign: seldom(4) });
const deploy = fc.record({
  do: fc.constant("deploy" as const),
  hasTsm: fc.boolean(),
  scope: fc.constantFrom(...(["keys", "keys", "applet"] as const)),
});
const tell = fc.record({
  do: fc.constant("tell" as const),
  card,
  // What ends a person's card for good comes seldom: the person does nothing more in that history.
  event: fc.oneof(
    { weight: 5, arbitrary: fc.constant("cardRenewed" as const) },
    { weight: 3, arbitrary: fc.constant("detailsChanged" as const) },
    { weight: 3, arbitrary: fc.constantFrom(...caEventKinds) },
  ),
  isWithheld: seldom(2),
});
const tellAgain = fc.record({ do: fc.constant("tellAgain" as const), pick, isSameMessage: fc.boolean() });

const says = fc.constantFrom(...(["nothing", "word", "word", "oldWord", "wrongWord"] as const));
const identification = fc.oneof(
  fc.constantFrom("callBackAndWord" as const, "documentCheck" as const),
  fc.constantFrom(...identificationMethods),
);
const hold = fc.record({
  do: fc.constant("hold" as const),
  card,
  by: fc.constantFrom(...(["card", "card", "phone", "both", "nothingKnown"] as const)),
  pick,
  isOnlyOne: seldom(3),
  identifiedBy: identification,
  says,
  request: fc.constantFrom(...(["fresh", "fresh", "fresh", "same"] as const)),
});
const release = fc.record({
  do: fc.constant("release" as const),
  pick,
  by: fc.oneof(identification, fc.constant("card" as const)),
  says,
  isRepeat: seldom(4),
});
const remind = fc.record({ do: fc.constant("remind" as const) });
const choice = fc.record({
  do: fc.constant("choose" as const),
  card,
  word: fc.constantFrom(...(["none", "word", "oldWord", "keep"] as const)),
  escalateAfterDays: fc.constantFrom(null, 1, 2, 31),
  minutesSinceSignIn: fc.constantFrom(0, 0, 0, 11),
});
const expire = fc.record({ do: fc.constant("expire" as const) });

const crash = sometimes(
  1,
  fc.record({
    transaction: fc.constantFrom(1, 1, 1, 2, 2, 3),
    when: fc.constantFrom("before" as const, "after" as const),
  }),
);

/** What may happen at the same time as something else: anything but long waits. */
const besides = mayCrash(
  fc.oneof(
    { weight: 1, arbitrary: signIn },
    { weight: 4, arbitrary: register },
    { weight: 3, arbitrary: revoke },
    { weight: 2, arbitrary: stopUsing },
    { weight: 4, arbitrary: drive(fc.constant(undefined)) },
    { weight: 5, arbitrary: answer },
    { weight: 3, arbitrary: fetch },
    { weight: 2, arbitrary: report },
    { weight: 1, arbitrary: reset },
    { weight: 3, arbitrary: hold },
    { weight: 3, arbitrary: release },
    { weight: 1, arbitrary: remind },
    { weight: 1, arbitrary: choice },
    { weight: 1, arbitrary: expire },
    { weight: 1, arbitrary: tell },
    { weight: 1, arbitrary: tellAgain },
  ),
);

const meanwhile = sometimes(
  6,
  fc.oneof({ weight: 5, arbitrary: besides }, { weight: 1, arbitrary: mayCrash(shortWait) }),
);

const both = fc.record({
  do: fc.constant("both" as const),
  one: besides,
  other: besides,
  crash: fc.constant(undefined),
});

/** Any step at all, the everyday ones more often. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: mayCrash(signIn) },
  { weight: 5, arbitrary: mayCrash(register) },
  { weight: 4, arbitrary: mayCrash(revoke) },
  { weight: 2, arbitrary: mayCrash(stopUsing) },
  { weight: 8, arbitrary: mayCrash(drive(meanwhile)) },
  { weight: 6, arbitrary: mayCrash(answer) },
  { weight: 3, arbitrary: mayCrash(fetch) },
  { weight: 2, arbitrary: mayCrash(report) },
  { weight: 2, arbitrary: mayCrash(reset) },
  { weight: 1, arbitrary: mayCrash(deploy) },
  { weight: 4, arbitrary: mayCrash(hold) },
  { weight: 3, arbitrary: mayCrash(release) },
  { weight: 2, arbitrary: mayCrash(remind) },
  { weight: 1, arbitrary: mayCrash(choice) },
  { weight: 1, arbitrary: mayCrash(expire) },
  { weight: 1, arbitrary: mayCrash(tell) },
  { weight: 1, arbitrary: mayCrash(tellAgain) },
  { weight: 5, arbitrary: mayCrash(wait) },
  { weight: 3, arbitrary: both },
);

/** A random history. In a mass event every phone there is was revoked before it begins. */
export const history: fc.Arbitrary<History> = fc.record({
  isMassEvent: seldom(4),
  steps: fc.array(step, { minLength: 1, maxLength: 36, size: "max" }),
});

function mayCrash(deed: fc.Arbitrary<Deed>): fc.Arbitrary<Step> {
  return fc.tuple(deed, crash).map(([done, dies]): Step => ({ ...done, crash: dies }));
}

/** So often in ten. */
function sometimes<T>(often: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 10 - often, arbitrary: fc.constant(undefined) }, { weight: often, arbitrary });
}
