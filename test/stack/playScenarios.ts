import { setTimeout as pause } from "node:timers/promises";
import { toLine } from "./problem.ts";
import type { Scenario, ScenarioStack } from "./scenario.ts";
import type { Stack } from "./stack.ts";
import type { Narrator, Voice } from "./voice.ts";

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

/** How many scenarios share the stack at a time: each keeps several workers of the functions busy. */
const sideBySide = 3;

/**
 * Plays the scenarios and says how each ended: a few side by side, each told as a whole when it has ended, and then each
 * that has to be alone. A broken stack fails those that are left.
 */
export async function playScenarios(
  scenarios: readonly Scenario[],
  stack: Stack,
  voice: Narrator,
): Promise<Score> {
  const shared = scenarios.filter(({ isAlone }) => !isAlone);
  const alone = scenarios.filter(({ isAlone }) => isAlone);
  const ended = shared.length > 1 ? await playTogether(shared, stack, voice) : [];
  for (const scenario of shared.length > 1 ? alone : [...shared, ...alone])
    ended.push(await playOne(scenario, stack, voice));
  const passed = ended.filter(Boolean).length;
  return { passed, failed: scenarios.length - passed };
}

async function playTogether(
  scenarios: readonly Scenario[],
  stack: Stack,
  voice: Narrator,
): Promise<boolean[]> {
  const left = [...scenarios];
  const names = left.map(({ name }) => name).join(", ");
  voice.say("scenario", `playing ${sideBySide} at a time, each told when it has ended: ${names}`);
  const ended: boolean[] = [];
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const story = voice.keepStory();
      ended.push(await playOne(next, stack, { say: story.say, waitFor: voice.waitFor }));
      story.tell();
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, lane));
  return ended;
}

async function playOne(
  scenario: Scenario,
  stack: Stack,
  { say, waitFor }: Pick<Voice, "say" | "waitFor">,
): Promise<boolean> {
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
