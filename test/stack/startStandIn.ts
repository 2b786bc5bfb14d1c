import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "./parseJson.ts";
import { StackProblem } from "./problem.ts";
import { root } from "./root.ts";
import { type Run, type StackProcess, startProcess } from "./stackProcess.ts";
import type { Say } from "./voice.ts";

/** Which stand-in to start, with what options, and what its `ready` line must hold. */
export interface StandInStart<Ready extends z.ZodType> {
  readonly name: string;
  readonly options: Readonly<Record<string, string | number>>;
  readonly ready: Ready;
  readonly logFolder: string;
  readonly say: Say;
}

/** A stand-in that listens, and what its `ready` line said. */
export interface StartedStandIn<Ready> {
  readonly process: StackProcess;
  readonly ready: Ready;
}

const Narration = z.object({ who: z.string(), what: z.string() });

/** Starts `test/stack/<name>/main.ts` and waits for its `ready` line; throws a StackProblem when it ends without one. */
export async function startStandIn<Ready extends z.ZodType>(
  run: Run,
  start: StandInStart<Ready>,
): Promise<StartedStandIn<z.output<Ready>>> {
  const announced = Promise.withResolvers<string>();
  const process = startProcess(run, {
    name: start.name,
    command: globalThis.process.execPath,
    args: [join(root, "test/stack", start.name, "main.ts"), ...toArguments(start.options)],
    logFile: join(start.logFolder, `${start.name}.log`),
    onLine: (line) => {
      if (line.startsWith("ready ")) announced.resolve(line.slice("ready ".length));
      else narrate(line, start.say);
    },
  });
  const ready = await Promise.race([announced.promise, endedTooSoon(process)]);
  return { process, ready: start.ready.parse(JSON.parse(ready)) };
}

async function endedTooSoon(process: StackProcess): Promise<never> {
  const how = await process.ended;
  throw new StackProblem(`The stand-in ${process.name} did not start (${how}): ${process.lastWords()}`);
}

function toArguments(options: Readonly<Record<string, string | number>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

/** Anything that isn't narration (a warning of Node's, a stack trace) is in the log file only. */
function narrate(line: string, say: Say): void {
  const { data } = Narration.safeParse(parseJson(line));
  if (data) say(data.who, data.what);
}
