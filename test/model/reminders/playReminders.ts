import fc from "fast-check";
import { Figures } from "../figures.ts";
import { history } from "./arbitraries.ts";
import { playHistory } from "./playHistory.ts";

const { MODEL_SEED, MODEL_PATH, MODEL_RUNS } = process.env;
const firstSeed = Number(MODEL_SEED ?? 20_261_122);
const wholeRun = 1_000;
const runs = Math.min(Number(MODEL_RUNS ?? wholeRun), wholeRun);

/** Whether the run is long enough, and no replay, so that every important moment has to come. */
export const isWholeRun = MODEL_PATH === undefined && runs >= wholeRun;

/**
 * Plays one half of the histories, each half from a seed of its own, and answers what they came to. Throws with the shortest
 * it finds when one breaks a promise, and how to play it again; with MODEL_PATH only that one is played.
 */
export async function playReminders(half: 0 | 1): Promise<Figures> {
  const figures = new Figures();
  const seed = MODEL_PATH === undefined ? firstSeed + half : firstSeed;
  const property = fc.asyncProperty(history, (one) => playHistory(one, figures));
  const path = MODEL_PATH === undefined ? {} : { path: MODEL_PATH };
  const result = await fc.check(property, { seed, numRuns: Math.ceil(runs / 2), ...path });
  if (result.failed) {
    const { errorInstance, counterexample, counterexamplePath, numRuns } = result;
    const problem = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : "";
    const [shortest] = counterexample ?? [];
    const steps = [...(shortest?.steps ?? []), ...(shortest?.plans ?? []).flat()].map((step) =>
      JSON.stringify(step),
    );
    const story = [`by the rules ${JSON.stringify(shortest?.setting)}`, ...steps].join("\n");
    const replay = `MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath} npm run test:model -- test/model/remindersFirstHalf.test.ts`;
    throw new Error(
      `${problem}\n\nhistory ${numRuns} broke a promise; the shortest like it:\n${story}\n\nto play it again: ${replay}`,
    );
  }
  process.stdout.write(`\nreminders, seed ${seed}\n${figures.lines().join("\n")}\n`);
  return figures;
}
