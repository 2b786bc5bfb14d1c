import { appendFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomFrom } from "../chaos/random.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import type { Score } from "../stack/playScenarios.ts";
import { assembleCast, type Cast } from "./cast.ts";
import { craft } from "./craft.ts";
import { type Target, targets } from "./endpoints.ts";
import { type Failure, figuresOf, neverAccepted, scoreOf, Tally } from "./figures.ts";
import { isAccepted, judge } from "./judge.ts";
import { type Leak, watchLogs } from "./logs.ts";
import { markerOf } from "./markers.ts";
import { sendOnWire, type WireAnswer } from "./wire.ts";

/** How long to take in all, from which seed; or which single request of that seed. */
export interface FuzzSize {
  readonly seed: number;
  readonly seconds: number;
  readonly only?: { readonly endpoint: string; readonly number: number };
}

/** The stack that is fuzzed. */
interface FuzzedStack {
  readonly addresses: StackAddresses;
  readonly addressesFile: string;
  say(line: string): void;
}

interface Run extends FuzzSize {
  readonly stack: FuzzedStack;
  readonly cast: Cast;
  readonly tally: Tally;
  /** When to stop, as `performance.now()` counts. */
  readonly end: number;
}

const outOfReach = targets.filter((target) => target.outOfReach !== undefined).map(({ name }) => name);

/** Each endpoint gets at least so many requests, however slow the machine is: none at all would look like none wrong. */
const atLeast = 10;
/** One request in so many has nothing wrong with it, besides those that chance leaves so. */
const rightOneIn = 5;
/** How many more are sent to an endpoint that accepted none. */
const atMost = 100;

/**
 * Sends requests of every kind to every endpoint in turn, one at a time: they are about the same few documents, whose locks
 * Firestore's emulator holds for seconds. Says the figures and each failure with how to have it again; the score counts endpoints.
 */
export async function runFuzz(stack: FuzzedStack, size: FuzzSize): Promise<Score> {
  const { say } = stack;
  const { seed, seconds, only } = size;
  say(`seed ${seed}: ${targets.length} endpoints, ${seconds} s`);
  const end = performance.now() + seconds * 1000;
  const logs = watchLogs(stack.addressesFile);
  const cast = await assembleCast(stack.addresses);
  const tally = new Tally();
  const run: Run = { ...size, stack, cast, tally, end };
  const chosen = targets.filter(({ name }) => only === undefined || name === only.endpoint);
  await drive(chosen, run);
  if (!only) tally.failures.push(...neverAccepted(tally, outOfReach));
  const leaks = await logs.leaks(cast.secrets);
  const byRequest = Map.groupBy(leaks, ({ file, from }) => JSON.stringify([file, from]));
  for (const same of byRequest.values()) tally.failures.push(...same.slice(0, 1).map(toFailure));
  for (const line of figuresOf(tally)) say(line);
  for (const { name, number, what, oddities = [] } of tally.failures) {
    say(`FAILED ${name} #${number ?? "?"} (${oddities.join("; ") || "nothing odd"}): ${what.join("; ")}`);
    if (number !== undefined)
      say(`  again: npm run fuzz -- --seed ${seed} --only '${name}' --number ${number}`);
  }
  return scoreOf(tally);
}

function toFailure({ file, excerpt, from }: Leak): Failure {
  const name = targets[from?.place ?? -1]?.name ?? "some request";
  return { name, number: from?.number, what: [`${file} shows it: …${excerpt}…`] };
}

async function drive(chosen: readonly Target[], run: Run): Promise<void> {
  const { only, end } = run;
  let number = only?.number ?? 1;
  do {
    for (const target of chosen) await sendOne(target, number, run);
    number += 1;
  } while (!only && (performance.now() <= end || number <= atLeast));
  const within = chosen.filter(({ name }) => !outOfReach.includes(name));
  if (!only) for (const target of within) await insist(target, number, run);
}

/** What is right in form may still be turned down for what it says, as chance has it: so goes on until it isn't. */
async function insist(target: Target, from: number, run: Run): Promise<void> {
  const isAccepted = () => (run.tally.accepted.get(target.name) ?? 0) > 0;
  for (let number = from; !isAccepted() && number < from + atMost; number += 1)
    await sendOne(target, number, run);
}

async function sendOne(
  target: Target,
  number: number,
  { seed, stack, cast, tally, only }: Run,
): Promise<void> {
  const { place, name, functionName, usesUp } = target;
  // Each request has random numbers of its own, so that one can be had again without those before it.
  const random = randomFrom(seed ^ Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b));
  const { request, oddities } = await craft(target, cast, {
    ...{ random, marker: markerOf(place, number) },
    isRight: number % rightOneIn === 0,
  });
  note(stack, `${name} #${number}: ${request.method} ${request.path.slice(0, 80)} ${oddities.join("; ")}`);
  const { hostname, port, pathname } = new URL(stack.addresses.functionsUrl);
  const whole = { ...request, path: `${pathname}/${functionName}${request.path}` };
  const answer = await sendOnWire({ host: hostname, port: Number(port) }, whole);
  const what = judge(target, request, answer, cast.secrets);
  const wasAccepted = isAccepted(target, request, answer);
  tally.count(name, answer?.status, wasAccepted);
  if (usesUp && (wasAccepted || isOver(answer))) await cast.renew[usesUp]();
  if (what.length > 0) tally.fail({ name, number, what, oddities });
  if (only) tell(stack, oddities, answer);
}

/** Found revoked already: a card's application may have been for all of the holder's phones. */
function isOver(answer: WireAnswer | undefined): boolean {
  return answer?.body.includes('"certificate_revoked"') ?? false;
}

/** Every request in the run's folder, as it is sent: what takes the stack down is the last one there. */
function note({ addressesFile }: FuzzedStack, line: string): void {
  appendFileSync(join(dirname(addressesFile), "fuzzed.txt"), `${line}\n`);
}

function tell({ say }: FuzzedStack, oddities: readonly string[], answer: WireAnswer | undefined): void {
  say(`sent: ${oddities.join("; ") || "nothing odd"}`);
  say(answer ? `answered: ${answer.status} ${answer.body}` : "no answer");
}
