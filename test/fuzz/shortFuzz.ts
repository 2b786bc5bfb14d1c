import type { Score } from "../stack/playScenarios.ts";
import { toLine } from "../stack/problem.ts";
import type { Stack } from "../stack/stack.ts";
import type { Voice } from "../stack/voice.ts";
import { runFuzz } from "./runFuzz.ts";

const size = { seed: 20261122, seconds: 15 };

/** The run that is part of `npm test`: short, from the same seed always. One that breaks off has failed. */
export async function runShortFuzz({ addresses, addressesFile }: Stack, { say }: Voice): Promise<Score> {
  const stack = { addresses, addressesFile, say: (line: string) => say("fuzz", line) };
  return runFuzz(stack, size).catch((problem: unknown) => {
    say("fuzz", `FAILED. ${toLine(problem)}`);
    return { passed: 0, failed: 1 };
  });
}
