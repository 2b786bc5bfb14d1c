import { randomUUID } from "node:crypto";
import { toLine } from "./problem.ts";
import { endRun } from "./stack.ts";
import type { Run } from "./stackProcess.ts";
import { createVoice, type Narrator } from "./voice.ts";

/** How a programme ends: its exit code, and the line that is printed when everything has been stopped. */
export interface Ending {
  readonly code: number;
  readonly lastLine?: string;
}

/** What a programme is given: the run that its processes belong to, a voice, and a say in what Ctrl-C means. */
export interface Programme extends Run {
  readonly voice: Narrator;
  /** From now on an interruption is this ending; until told otherwise it is exit code 130. */
  onInterrupt(ending: Ending): void;
}

/**
 * Runs a programme and then ends this process: on return, on failure, on a signal, and when the launcher is gone.
 * Whatever the programme started is stopped first.
 */
export async function runProgramme(body: (programme: Programme) => Promise<Ending>): Promise<never> {
  const controller = new AbortController();
  const run = { mark: randomUUID(), ending: controller.signal };
  // What was interrupted fails in its own ways, one after the other; none of that is news.
  const voice = createVoice((line) => run.ending.aborted || console.log(line));
  let interruption: Ending = { code: 130 };
  const onInterrupt = (ending: Ending) => {
    interruption = ending;
  };
  const interrupted = firstInterruption().then((name) => {
    controller.abort();
    console.log(`\n${name}: stopping everything.`);
    return interruption;
  });
  const played = body({ ...run, voice, onInterrupt }).catch((problem) =>
    run.ending.aborted ? interruption : toFailure(problem),
  );
  const ending = await Promise.race([played, interrupted]);
  controller.abort();
  const failure = await endRun(run).catch(toFailure);
  if (ending.lastLine !== undefined) console.log(ending.lastLine);
  process.exit(failure?.code ?? ending.code);
}

function toFailure(problem: unknown): Ending {
  console.error(toLine(problem));
  return { code: 1 };
}

/** A terminal sends Ctrl-C to everyone at once and npm sends it on again: the later ones change nothing. */
function firstInterruption(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(signal));
    process.once("disconnect", () => resolve("the launcher is gone"));
  });
}
