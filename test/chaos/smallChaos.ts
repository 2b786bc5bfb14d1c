import type { Score } from "../stack/playScenarios.ts";
import { toLine } from "../stack/problem.ts";
import type { Stack } from "../stack/stack.ts";
import type { Voice } from "../stack/voice.ts";
import { runChaos } from "./runChaos.ts";

const size = { seed: 20261122, phones: 10, seconds: 12, settleSeconds: 60, severe: false };

/** The run that is part of `npm test`: small, always the same, on the params of a deployment. One that breaks off has failed. */
export async function runSmallChaos({ addresses, killFunctions }: Stack, { say }: Voice): Promise<Score> {
  const stack = { addresses, killFunctions, say: (line: string) => say("chaos", line) };
  return runChaos(stack, size).catch((problem: unknown) => {
    say("chaos", `FAILED. ${toLine(problem)}`);
    return { passed: 0, failed: 1 };
  });
}
