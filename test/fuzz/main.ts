import { scoreLine } from "../stack/playScenarios.ts";
import { toLine } from "../stack/problem.ts";
import { type Ending, type Programme, runProgramme } from "../stack/programme.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import type { Voice } from "../stack/voice.ts";
import { readFuzzOptions } from "./options.ts";
import { type FuzzSize, runFuzz } from "./runFuzz.ts";

const size = understand();
await runProgramme((programme) => fuzz(programme, size));

async function fuzz(programme: Programme, size: FuzzSize): Promise<Ending> {
  const { voice } = programme;
  const stack = await startStack(programme, { ports: "free", voice: quiet(voice) });
  voice.say("stack", "up");
  const { addresses, addressesFile } = stack;
  const run = runFuzz({ addresses, addressesFile, say: (line) => voice.say("fuzz", line) }, size);
  const score = await voice.waitFor("sending", Promise.race([run, breaks(stack)]));
  return { code: score.failed === 0 && score.passed > 0 ? 0 : 1, lastLine: scoreLine(score) };
}

/** The functions' own words are in the run's logs only, where they are read for leaks. */
function quiet({ say, waitFor }: Voice): Voice {
  const heard = ["setup", "stack", "firestore"];
  return { say: (who, what) => heard.includes(who) && say(who, what), waitFor };
}

async function breaks(stack: Stack): Promise<never> {
  throw await stack.broken;
}

/** Words that make no sense end this before anything is started, with exit code 2. */
function understand(): FuzzSize {
  try {
    return readFuzzOptions(process.argv.slice(2));
  } catch (problem) {
    process.stderr.write(`${toLine(problem)}\n`);
    process.exit(2);
  }
}
