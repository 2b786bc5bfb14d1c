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
 * Plays the scenarios in their order and says how each ended. Those that stand together and need not be alone are played
 * side by side, each told as a whole when it has ended. A broken stack fails those that are left.
 */
export async function playScenarios(
  scenarios: readonly Scenario[],
  stack: Stack,
  voice: Narrator,
): Promise<Score> {
  const ended: boolean[] = [];
  for (const [first, ...others] of grouped(scenarios)) {
    if (others.length > 0) ended.push(...(await playTogether([first, ...others], stack, voice)));
    else ended.push(await playOne(first, stack, voice));
  }
  const passed = ended.filter(Boolean).length;
  return { passed, failed: scenarios.length - passed };
}

/** Neighbours that may share the stack make one group. */
function grouped(scenarios: readonly Scenario[]): readonly [Scenario, ...Scenario[]][] {
  const groups: [Scenario, ...Scenario[]][] = [];
  for (const scenario of scenarios) {
    const last = groups.at(-1);
    if (last && !last[0].isAlone && !scenario.isAlone) last.push(scenario);
    else groups.push([scenario]);
  }
  return groups;
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
