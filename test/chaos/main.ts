import { scoreLine } from "../stack/playScenarios.ts";
import { toLine } from "../stack/problem.ts";
import { type Ending, type Programme, runProgramme } from "../stack/programme.ts";
import type { Stack } from "../stack/stack.ts";
import { startStack } from "../stack/stack.ts";
import type { Voice } from "../stack/voice.ts";
import { readChaosOptions } from "./options.ts";
import type { ChaosSize } from "./plan.ts";
import { runChaos } from "./runChaos.ts";

/** Days become minutes, by params as a deployment would set them; attempts keep coming until the run has ended. */
const params = {
  ATTEMPT_SCHEDULE: "PT0S PT20S PT1M PT2M; PT1M until PT1H; PT5M",
  ATTEMPT_DEFERRAL: "PT20S",
  ATTEMPT_QUIET: "PT0S",
};

const size = understand();
await runProgramme((programme) => wreak(programme, size));

async function wreak(programme: Programme, size: ChaosSize): Promise<Ending> {
  const { voice } = programme;
  const stack = await startStack(programme, { ports: "free", voice: quiet(voice), params });
  voice.say("stack", "up");
  const say = (line: string) => voice.say("chaos", line);
  const run = runChaos({ addresses: stack.addresses, killFunctions: stack.killFunctions, say }, size);
  const score = await voice.waitFor("wreaking havoc", Promise.race([run, breaks(stack)]));
  return { code: score.failed === 0 ? 0 : 1, lastLine: scoreLine(score) };
}

/** Hundreds of phones have a lot to say: the stand-ins' and the functions' own words are in the run's logs only. */
function quiet({ say, waitFor }: Voice): Voice {
  const heard = ["setup", "stack", "firestore", "ticker"];
  return { say: (who, what) => heard.includes(who) && say(who, what), waitFor };
}

async function breaks(stack: Stack): Promise<never> {
  throw await stack.broken;
}

/** Words that make no sense end this before anything is started, with exit code 2. */
function understand(): ChaosSize {
  try {
    return readChaosOptions(process.argv.slice(2));
  } catch (problem) {
    process.stderr.write(`${toLine(problem)}\n`);
    process.exit(2);
  }
}
