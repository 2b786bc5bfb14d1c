import { runSmallChaos } from "./chaos/smallChaos.ts";
import { runShortFuzz } from "./fuzz/shortFuzz.ts";
import { runTool } from "./run/tool.ts";
import { countTests, runVitest } from "./run/vitest.ts";
import { warmUp } from "./run/warmUp.ts";
import { scenarios } from "./scenario/index.ts";
import { playScenarios, type Score, scoreLine } from "./stack/playScenarios.ts";
import { toLine } from "./stack/problem.ts";
import { type Ending, type Programme, runProgramme } from "./stack/programme.ts";
import { type Stack, startStack } from "./stack/stack.ts";

await runProgramme(runEverything);

/** Each step runs whatever became of those before it: one run shows all that is wrong. */
async function runEverything(programme: Programme): Promise<Ending> {
  const step = async (name: string, body: () => Promise<Score>): Promise<Score> => {
    const since = performance.now();
    programme.voice.say("test", name);
    const score = await programme.voice.waitFor(name, body());
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    programme.voice.say("test", `${name}: ${scoreLine(score)}, ${seconds} s`);
    return score;
  };
  const scores = [
    await step("type check", () => runOne(programme, "typescript/bin/tsc", ["-p", "tsconfig.json"])),
    await step("type check of the pages", () =>
      runOne(programme, "typescript/bin/tsc", ["-p", "hosting/tsconfig.json"]),
    ),
    await step("lint", () => runOne(programme, "@biomejs/biome/bin/biome", ["ci"])),
    await step("fast tests", () => runVitest(programme, "fast", {})),
    await step("model test", () => runVitest(programme, "model", {})),
    ...(await onTheStack(programme, step)),
  ];
  const total = scores.reduce((sum, { passed, failed }) => add(sum, passed, failed), {
    passed: 0,
    failed: 0,
  });
  return { code: total.failed === 0 ? 0 : 1, lastLine: scoreLine(total) };
}

type Step = (name: string, body: () => Promise<Score>) => Promise<Score>;

async function onTheStack(programme: Programme, step: Step): Promise<readonly Score[]> {
  try {
    const stack = await startStack(programme, { ports: "free", voice: programme.voice });
    programme.voice.say("stack", "up");
    await programme.voice.waitFor("starting workers", warmUp(stack.addresses));
    return [
      await step("emulator tests", () => runVitest(programme, "emulator", surroundings(stack))),
      await step("scenarios", () => playScenarios(scenarios, stack, programme.voice)),
      await step("chaos, small", () => runSmallChaos(stack, programme.voice)),
      await step("fuzz, short", () => fuzz(stack, programme)),
    ];
  } catch (problem) {
    if (programme.ending.aborted) throw problem;
    console.error(toLine(problem));
    return [await step("emulator tests and scenarios, without a stack", () => countAsFailed(programme))];
  }
}

/** Chaos has left few workers. */
async function fuzz(stack: Stack, { voice }: Programme): Promise<Score> {
  await warmUp(stack.addresses);
  return runShortFuzz(stack, voice);
}

async function runOne(programme: Programme, script: string, args: readonly string[]): Promise<Score> {
  const code = await runTool(programme, { script, args });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Nobody must take "could not run" for "nothing to run". */
async function countAsFailed(programme: Programme): Promise<Score> {
  return { passed: 0, failed: (await countTests(programme, "emulator")) + scenarios.length };
}

function surroundings({ addresses, addressesFile }: Stack): Readonly<Record<string, string>> {
  return {
    KATAZUKE_STACK: addressesFile,
    GCLOUD_PROJECT: addresses.projectId,
    FIRESTORE_EMULATOR_HOST: addresses.firestoreHost,
    FIREBASE_AUTH_EMULATOR_HOST: addresses.authHost,
    NODE_EXTRA_CA_CERTS: addresses.fcm.caFile,
    METADATA_SERVER_DETECTION: "none",
  };
}

function add(sum: Score, passed: number, failed: number): Score {
  return { passed: sum.passed + passed, failed: sum.failed + failed };
}
