import { labelOfStep, stepOfShare } from "./erasureTime.ts";
import { ageBuckets, holderPlaces, type Tally } from "./rollUpTally.ts";

/** How many of something there are by each of its names. */
type Numbers = Readonly<Record<string, number>>;

/** How long the erasures of one group took: within which step the half of them, and 95 of 100. */
interface ErasureTimes {
  readonly erased: number;
  readonly p50: string;
  readonly p95: string;
}

/** What became of reminders, or notices, on a day. */
interface MessageFigures {
  readonly sent: number;
  /** By what they were about, and by which channel. */
  readonly sentBy: Readonly<Record<string, Numbers>>;
  readonly stopped: Numbers;
  /** Of which nothing had become at the end of the day. */
  readonly stillDue: number;
}

/** What one day comes to: numbers only, of nobody and no one phone. */
export interface DayFigures {
  readonly openWipes: { readonly total: number; readonly byAge: Numbers; readonly byCause: Numbers };
  readonly endedWipes: {
    readonly total: number;
    readonly byEnd: Numbers;
    readonly byEvidence: Readonly<Record<string, { readonly wipes: number; readonly percent: number }>>;
  };
  readonly timeToErasure: ErasureTimes & {
    readonly within: readonly { readonly time: string; readonly wipes: number }[];
  };
  readonly byModel: readonly (ErasureTimes & { readonly name: string })[];
  readonly byAppVersion: readonly (ErasureTimes & { readonly name: string })[];
  readonly reminders: MessageFigures;
  readonly notices: MessageFigures;
  /** Holders to whom a message of that day went by no channel; an estimate, good to some percent. */
  readonly unreachedHolders: number;
  /** Documents that could not be read and are in no other figure. */
  readonly unreadable: number;
}

/** Groups of fewer erasures than this are put together as "other", so that no one phone is to be seen in them. */
const smallestGroup = 10;

/** A day's figures from its tally. */
export function dayFigures(tally: Tally): DayFigures {
  const byAge = namedBy(tally, "openAge");
  const byEnd = namedBy(tally, "end");
  return {
    openWipes: {
      total: sum(byAge),
      byAge: Object.fromEntries(ageBuckets.map(([name]) => [name, byAge[name] ?? 0])),
      byCause: namedBy(tally, "openCause"),
    },
    endedWipes: { total: sum(byEnd), byEnd, byEvidence: shares(namedBy(tally, "evidence")) },
    timeToErasure: allTimes(stepsOf(namedBy(tally, "time"))),
    byModel: groupsOf(namedBy(tally, "model")),
    byAppVersion: groupsOf(namedBy(tally, "appVersion")),
    reminders: messagesOf(tally, "reminders"),
    notices: messagesOf(tally, "notices"),
    unreachedHolders: estimate(Object.keys(namedBy(tally, "unreached")).length),
    unreadable: tally.unreadable ?? 0,
  };
}

/** Every counter that begins with a word and a colon, by the rest of its name. */
function namedBy(tally: Tally, word: string): Numbers {
  const own = Object.entries(tally).filter(([name]) => name.startsWith(`${word}:`));
  return Object.fromEntries(own.map(([name, count]) => [name.slice(word.length + 1), count]));
}

function sum(numbers: Numbers): number {
  return Object.values(numbers).reduce((all, one) => all + one, 0);
}

function shares(evidence: Numbers): DayFigures["endedWipes"]["byEvidence"] {
  const total = sum(evidence);
  const of = ([name, wipes]: [string, number]) => [name, { wipes, percent: percent(wipes, total) }];
  return Object.fromEntries(Object.entries(evidence).map(of));
}

function percent(part: number, total: number): number {
  return Math.round((1000 * part) / total) / 10;
}

function stepsOf(numbers: Numbers): ReadonlyMap<number, number> {
  return new Map(Object.entries(numbers).map(([step, count]) => [Number(step), count]));
}

function timesOf(steps: ReadonlyMap<number, number>): ErasureTimes {
  const within = (share: number) => {
    const step = stepOfShare(steps, share);
    return step === undefined ? "none erased" : labelOfStep(step);
  };
  const erased = [...steps.values()].reduce((all, one) => all + one, 0);
  return { erased, p50: within(0.5), p95: within(0.95) };
}

function allTimes(steps: ReadonlyMap<number, number>): DayFigures["timeToErasure"] {
  const inOrder = [...steps].toSorted(([one], [other]) => one - other);
  return { ...timesOf(steps), within: inOrder.map(([step, wipes]) => ({ time: labelOfStep(step), wipes })) };
}

/** Groups from counters `step:name`, the largest first. */
function groupsOf(numbers: Numbers): DayFigures["byModel"] {
  const groups = new Map<string, Map<number, number>>();
  for (const [counter, count] of Object.entries(numbers)) {
    const colon = counter.indexOf(":");
    mergeInto(groups, counter.slice(colon + 1), new Map([[Number(counter.slice(0, colon)), count]]));
  }
  const shown = new Map<string, Map<number, number>>();
  for (const [name, steps] of groups)
    mergeInto(shown, timesOf(steps).erased < smallestGroup ? "other" : name, steps);
  const listed = [...shown].map(([name, steps]) => ({ name, ...timesOf(steps) }));
  return listed.toSorted((a, b) => b.erased - a.erased || (a.name < b.name ? -1 : 1));
}

function mergeInto(
  groups: Map<string, Map<number, number>>,
  name: string,
  steps: ReadonlyMap<number, number>,
) {
  const own = groups.get(name) ?? new Map<number, number>();
  for (const [step, count] of steps) own.set(step, (own.get(step) ?? 0) + count);
  groups.set(name, own);
}

function messagesOf(tally: Tally, kind: "reminders" | "notices"): MessageFigures {
  const sent = namedBy(tally, `${kind}:sent`);
  const abouts = new Set(Object.keys(sent).map((name) => name.slice(0, name.indexOf(":"))));
  return {
    sent: sum(sent),
    sentBy: Object.fromEntries([...abouts].map((about) => [about, namedBy(sent, about)])),
    stopped: namedBy(tally, `${kind}:stopped`),
    stillDue: tally[`${kind}:due`] ?? 0,
  };
}

/** How many fell at random on so many places, by how many places stayed free (linear counting, Whang et al. 1990). */
function estimate(taken: number): number {
  const free = Math.max(holderPlaces - taken, 1);
  return Math.round(holderPlaces * Math.log(holderPlaces / free));
}
