import { setTimeout as pause } from "node:timers/promises";
import { toLine } from "./problem.ts";
import type { Scenario, ScenarioStack } from "./scenario.ts";
import type { Stack } from "./stack.ts";
import type { Voice } from "./voice.ts";

/** The longest that one scenario may take, in seconds. */
const longestScenario = 180;

/** How many went as they should, and how many did not. */
export interface Score {
  readonly passed: number;
  readonly failed: number;
}

/** The last line of `npm start -- --once` and of `npm test`. */
export function scoreLine({ passed, failed }: Score): string {
  return `${passed} passed, ${failed} failed`;
}

/** Plays the scenarios one after the other and says how each ended; a broken stack fails those that are left. */
export async function playScenarios(
  scenarios: readonly Scenario[],
  stack: Stack,
  voice: Voice,
): Promise<Score> {
  let passed = 0;
  for (const scenario of scenarios) if (await playOne(scenario, stack, voice)) passed++;
  return { passed, failed: scenarios.length - passed };
}

async function playOne(scenario: Scenario, stack: Stack, { say, waitFor }: Voice): Promise<boolean> {
  say("scenario", `${scenario.name}: ${scenario.title}`);
  const told: ScenarioStack = {
    addresses: stack.addresses,
    killFunctions: stack.killFunctions,
    say: (line) => say(scenario.name, line),
  };
  try {
    await waitFor(`playing ${scenario.name}`, Promise.race([scenario.play(told), breaks(stack), tooLong()]));
    say("scenario", `${scenario.name}: ended as it should`);
    return true;
  } catch (problem) {
    say("scenario", `${scenario.name}: FAILED. ${toLine(problem)}`);
    return false;
  }
}

async function breaks(stack: Stack): Promise<never> {
  throw await stack.broken;
}

async function tooLong(): Promise<never> {
  await pause(longestScenario * 1000, undefined, { ref: false });
  throw new Error(`It did not end within ${longestScenario} s.`);
}
