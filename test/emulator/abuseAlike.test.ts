import { beforeAll, describe, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";
import { assembleCast, type Cast } from "./abuse/cast.ts";
import { type Pair, pairs } from "./abuse/pairs.ts";
import { type Answer, send } from "./abuse/send.ts";

/** How many of each are sent, in turn, so that whatever slows the machine down slows both. */
const samples = 21;
/**
 * The medians may differ by this factor, and by this many milliseconds whatever the factor: an answer here takes about ten,
 * of which most is the emulator's own. What this finds is another look-up or a wait in one of the two, not a few cycles.
 */
const factor = 2;
const leeway = 15;

let cast: Cast;
beforeAll(async () => {
  cast = await assembleCast(addressesOfStack());
}, 120_000);

/** Both sorts of answers, without the first of each: a worker of the emulator may have had to start for it. */
async function sample({ notThere, notYours }: Pair) {
  const [there, yours]: [Answer[], Answer[]] = [[], []];
  for (let i = 0; i <= samples; i += 1) {
    there.push(await send(await notThere(cast)));
    yours.push(await send(await notYours(cast)));
  }
  return { notThere: there.slice(1), notYours: yours.slice(1) };
}

function median(answers: readonly Answer[]): number {
  return answers.map(({ took }) => took).toSorted((a, b) => a - b)[samples >> 1] ?? Number.NaN;
}

describe.each(pairs)("$what that isn't there and one that isn't yours", (pair) => {
  let answers: Awaited<ReturnType<typeof sample>>;
  beforeAll(async () => {
    answers = await sample(pair);
  }, 120_000);

  test("are refused with the same bytes, but for the correlation id", () => {
    const all = [...answers.notThere, ...answers.notYours];
    for (const { status, code } of all)
      expect({ status, code }).toEqual({ status: pair.status, code: pair.code });
    expect(new Set(all.map(({ alike }) => alike)).size).toBe(1);
  });

  test("take about as long", () => {
    const [slower = 0, faster = 0] = [median(answers.notThere), median(answers.notYours)].toSorted(
      (a, b) => b - a,
    );
    expect(slower).toBeLessThan(faster * factor + leeway);
  });
});
