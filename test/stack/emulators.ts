import { delimiter, join } from "node:path";
import { z } from "zod";
import { firebaseCommand } from "./firebaseCommand.ts";
import { type Told, toNarration } from "./firebaseLine.ts";
import type { Java } from "./java.ts";
import { StackProblem } from "./problem.ts";
import { signalProcess } from "./processes.ts";
import { projectId, root } from "./root.ts";
import { type Run, type StackProcess, startProcess } from "./stackProcess.ts";
import type { Stage } from "./stage.ts";
import type { Say } from "./voice.ts";

/** What firebase-tools needs to start the emulators of a stage. */
interface EmulatorStart {
  readonly stage: Stage;
  readonly java: Java;
  readonly firestoreJar: string;
  /** The certificate of whoever signs for the FCM stand-in: functions have to trust it. */
  readonly caFile: string;
  readonly functionsPort: number;
  readonly say: Say;
  /** For what goes wrong, which is never left to the logs. */
  readonly warn: Say;
}

const Backends = z.object({
  backends: z.array(z.object({ functionTriggers: z.array(z.object({ name: z.string() })) })),
});

/** Starts the emulators and waits until they answer with the functions loaded; throws a StackProblem otherwise. */
export async function startEmulators(run: Run, start: EmulatorStart): Promise<StackProcess> {
  const ready = Promise.withResolvers<void>();
  const log = join(start.stage.logs, "firebase.log");
  const process = startProcess(run, {
    name: "firebase",
    ...emulatorCommand(start),
    logFile: log,
    onLine: (line) => {
      if (line.includes("All emulators ready")) ready.resolve();
      const worthTelling = toNarration(line);
      if (worthTelling) tell(worthTelling, start);
      if (line.includes("Emulator has exited upon receiving signal")) endWithIt(process, start.warn);
    },
  });
  await Promise.race([ready.promise, endedTooSoon(process, log)]);
  await checkFunctionsLoaded(start.functionsPort, log);
  return process;
}

function tell({ who, what, isTrouble }: Told, { say, warn }: EmulatorStart): void {
  if (isTrouble) warn(who, what);
  else say(who, what);
}

function emulatorCommand({ stage, java, firestoreJar, caFile }: EmulatorStart) {
  const only = ["--project", projectId, "--only", "functions,firestore,auth,hosting"];
  const plan = firebaseCommand(stage, ["emulators:start", ...only]);
  const env = {
    ...plan.env,
    PATH: [join(java.home, "bin"), join(root, "node_modules/.bin"), process.env.PATH].join(delimiter),
    JAVA_HOME: java.home,
    FIRESTORE_EMULATOR_BINARY_PATH: firestoreJar,
    NODE_EXTRA_CA_CERTS: caFile,
    METADATA_SERVER_DETECTION: "none",
    // Has the functions listed in a file: the other way takes a port of its own choosing.
    FIREBASE_FUNCTIONS_DISCOVERY_OUTPUT_PATH: "true",
    NO_PROXY: "127.0.0.1,localhost",
  };
  return { ...plan, env };
}

async function endedTooSoon(process: StackProcess, log: string): Promise<never> {
  const how = await process.ended;
  throw new StackProblem(`The emulators did not start (${how}): ${process.lastWords()} More is in ${log}.`);
}

/** firebase-tools carries on without its Firestore, and nothing would work any more. */
function endWithIt({ pid }: StackProcess, say: Say): void {
  say("firestore", "the Firestore emulator was killed");
  if (pid !== undefined) signalProcess(pid, "SIGTERM");
}

/** firebase-tools calls itself ready even when it could not load a single function. */
async function checkFunctionsLoaded(port: number, log: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/backends`);
  const { backends } = Backends.parse(await response.json());
  if (backends.some(({ functionTriggers }) => functionTriggers.length > 0)) return;
  throw new StackProblem(`The functions could not be loaded; ${log} says why.`);
}
