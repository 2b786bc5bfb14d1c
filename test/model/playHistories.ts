import fc from "fast-check";
import { history } from "./arbitraries.ts";
import { Figures } from "./figures.ts";
import { playHistory } from "./playHistory.ts";

const { MODEL_SEED, MODEL_PATH, MODEL_RUNS } = process.env;
const firstSeed = Number(MODEL_SEED ?? 20_261_122);
const runs = Number(MODEL_RUNS ?? 10_000);

/**
 * Plays one half of the histories, each half from a seed of its own, and answers what they came to. Throws with the shortest
 * history it finds when one breaks a promise, and how to play it again; with MODEL_PATH only that one is played.
 */
export async function playHistories(half: 0 | 1): Promise<Figures> {
  const figures = new Figures();
  const property = fc.asyncProperty(history, (one) => playHistory(one, figures));
  const seed = MODEL_PATH === undefined ? firstSeed + half : firstSeed;
  const path = MODEL_PATH === undefined ? {} : { path: MODEL_PATH };
  const result = await fc.check(property, { seed, numRuns: Math.ceil(runs / 2), ...path });
  if (result.failed) throw new Error(storyOf(result));
  process.stdout.write(`\nmodel, seed ${seed}\n${figures.lines().join("\n")}\n`);
  return figures;
}

/** Whether the run is long enough, and no replay, so that every important moment has to come. */
export const isWholeRun = MODEL_PATH === undefined && runs >= 10_000;

type Result = Awaited<ReturnType<typeof fc.check<[ReturnType<typeof history.generate>["value"]]>>>;

function storyOf({ errorInstance, counterexample, counterexamplePath, seed, numRuns }: Result): string {
  const problem = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : "";
  const [shortest] = counterexample ?? [];
  const steps = (shortest?.steps ?? []).map((step) => JSON.stringify(step));
  const opening = shortest?.isMassEvent ? "every phone was revoked" : "nothing was revoked";
  const replay = `MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath} npm run test:model`;
  const story = [`at first ${opening}, then`, ...steps].join("\n");
  return `${problem}\n\nhistory ${numRuns} broke a promise; the shortest like it:\n${story}\n\nto play it again: ${replay}`;
}
