import { scenarios } from "../scenario/index.ts";
import { help } from "./help.ts";
import { readOptions, type StartOptions } from "./options.ts";
import { playScenarios, type Score, scoreLine } from "./playScenarios.ts";
import { StackProblem, toLine } from "./problem.ts";
import { type Ending, type Programme, runProgramme } from "./programme.ts";
import type { Scenario } from "./scenario.ts";
import { type Stack, startStack } from "./stack.ts";
import { welcome } from "./welcome.ts";

const { options, chosen } = understand(process.argv.slice(2));
if (options.help) console.log(help());
else await runProgramme((programme) => (options.once ? playAndEnd(programme) : playAndStay(programme)));

async function playAndEnd(programme: Programme): Promise<Ending> {
  try {
    const { score } = await startAndPlay(programme);
    return toEnding(score);
  } catch (problem) {
    if (programme.ending.aborted) throw problem;
    console.error(toLine(problem));
    return toEnding({ passed: 0, failed: chosen.length });
  }
}

async function playAndStay(programme: Programme): Promise<Ending> {
  const { stack, score } = await startAndPlay(programme);
  // What was interrupted while it played is not up any more.
  programme.ending.throwIfAborted();
  // Ctrl-C is how this ends: it takes nothing away from what was played.
  programme.onInterrupt(toEnding(score));
  console.log(welcome(stack.addresses, stack.addressesFile));
  throw await stack.broken;
}

async function startAndPlay(programme: Programme): Promise<{ stack: Stack; score: Score }> {
  const { voice } = programme;
  voice.say("stack", "starting; Ctrl-C ends it");
  const stack = await startStack(programme, { ports: options.ports, voice });
  voice.say("stack", "up");
  return { stack, score: await playScenarios(chosen, stack, voice) };
}

function toEnding(score: Score): Ending {
  return { code: score.failed === 0 && score.passed > 0 ? 0 : 1, lastLine: scoreLine(score) };
}

/** Words that make no sense end this before anything is started, with exit code 2. */
function understand(words: readonly string[]): { options: StartOptions; chosen: readonly Scenario[] } {
  try {
    const options = readOptions(words);
    return { options, chosen: choose(options.scenario) };
  } catch (problem) {
    console.error(toLine(problem));
    process.exit(2);
  }
}

function choose(wanted: string | undefined): readonly Scenario[] {
  const chosen = scenarios.filter(({ name }) => wanted === undefined || name === wanted);
  if (chosen.length > 0) return chosen;
  throw new StackProblem(
    `There is no scenario ${wanted}; there is ${scenarios.map(({ name }) => name).join(", ")}.`,
  );
}
