import { expect, test } from "vitest";
import { nowhere } from "../doubles/nowhere.ts";
import { playScenarios, scoreLine } from "./playScenarios.ts";
import { StackProblem } from "./problem.ts";
import type { Scenario } from "./scenario.ts";
import type { Stack } from "./stack.ts";
import { createVoice } from "./voice.ts";

const stack: Stack = {
  addresses: nowhere,
  addressesFile: "/nowhere",
  broken: new Promise(() => {}),
  killFunctions: async () => 3,
};

function scenario(name: string, play: Scenario["play"]): Scenario {
  return { name, title: `the one called ${name}`, play };
}

function alone(name: string, play: Scenario["play"]): Scenario {
  return { ...scenario(name, play), isAlone: true };
}

async function play(scenarios: readonly Scenario[], on: Stack) {
  const printed: string[] = [];
  const score = await playScenarios(
    scenarios,
    on,
    createVoice((line) => printed.push(line.slice(9))),
  );
  return { score, printed };
}

test("neighbours that share the stack are played at once, each told as a whole, and nobody beside one that is alone", async () => {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { score, printed } = await play(
    [
      alone("alone", async ({ say }) => say("by myself")),
      scenario("slow", async ({ say }) => {
        say("waiting for the quick one");
        await first.promise;
        say("it is there");
        second.resolve();
      }),
      scenario("quick", async ({ say }) => {
        say("here");
        first.resolve();
        await second.promise;
        await new Promise(setImmediate);
      }),
    ],
    stack,
  );
  expect(score).toEqual({ passed: 3, failed: 0 });
  expect(printed).toEqual([
    "scenario    alone: the one called alone",
    "alone       by myself",
    "scenario    alone: ended as it should",
    "scenario    playing 3 at a time, each told when it has ended: slow, quick",
    "scenario    slow: the one called slow",
    "slow        waiting for the quick one",
    "slow        it is there",
    "scenario    slow: ended as it should",
    "scenario    quick: the one called quick",
    "quick       here",
    "scenario    quick: ended as it should",
  ]);
});

test("each scenario is announced, told and judged; one that throws doesn't keep the next from being played", async () => {
  const { score, printed } = await play(
    [
      alone("good", async ({ say, killFunctions }) => say(`killed ${await killFunctions()}`)),
      alone("bad", () => Promise.reject(new StackProblem("the wipe is still pending"))),
      alone("after", async ({ addresses, say }) => say(addresses.projectId)),
    ],
    stack,
  );
  expect(score).toEqual({ passed: 2, failed: 1 });
  expect(printed).toEqual([
    "scenario    good: the one called good",
    "good        killed 3",
    "scenario    good: ended as it should",
    "scenario    bad: the one called bad",
    "scenario    bad: FAILED. the wipe is still pending",
    "scenario    after: the one called after",
    "after       demo-katazuke",
    "scenario    after: ended as it should",
  ]);
});

test("a stack that breaks fails a scenario that waits for it", async () => {
  const broken = Promise.resolve(new StackProblem("fcm ended unexpectedly (killed by SIGKILL)"));
  const { score, printed } = await play([scenario("waits", () => new Promise(() => {}))], {
    ...stack,
    broken,
  });
  expect(score).toEqual({ passed: 0, failed: 1 });
  expect(printed.at(-1)).toBe("scenario    waits: FAILED. fcm ended unexpectedly (killed by SIGKILL)");
});

test("the last line counts both", () => {
  expect(scoreLine({ passed: 12, failed: 1 })).toBe("12 passed, 1 failed");
});
