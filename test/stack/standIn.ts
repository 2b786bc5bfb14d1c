import { parseArgs } from "node:util";
import { z } from "zod";

/** Says in plain English what just happened inside a stand-in; never a whole push target or a payload. */
export type Narrate = (what: string) => void;

/** A stand-in that listens: the addresses it prints, and how to end it. */
export interface RunningStandIn {
  readonly ready: Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** What differs between stand-ins: their name, their `--options`, and how they start. */
interface StandInPlan<Options extends z.ZodObject> {
  readonly who: string;
  readonly options: Options;
  start(options: z.output<Options>, narrate: Narrate): Promise<RunningStandIn>;
}

/** A `--port`: 0 or absent lets the system choose a free one. */
export const portOption = z.coerce.number().int().min(0).max(65535).default(0);

/**
 * Runs one stand-in as this process: reads `--name value` options, prints `ready {json}` once it listens, and
 * ends on SIGTERM, SIGINT or a closed stdin. Exit code 1 and one line on stderr when it cannot start.
 */
export async function runStandIn<Options extends z.ZodObject>(plan: StandInPlan<Options>): Promise<void> {
  ignoreLostReader();
  try {
    const running = await plan.start(readOptions(plan.options), narrator(plan.who));
    endWithParent(running);
    process.stdout.write(`ready ${JSON.stringify(running.ready)}\n`);
  } catch (problem) {
    process.stderr.write(`${plan.who}: ${whyNotStarted(problem)}\n`);
    process.exit(1);
  }
}

/** Prints narration as JSON lines `{at, who, what}` on stdout. */
function narrator(who: string): Narrate {
  return (what) => {
    process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), who, what })}\n`);
  };
}

/** Enough of a push target to recognise it in a log, too little to send to it. */
export function shorten(value: string): string {
  return value.length <= 8 ? "…" : `${value.slice(0, 6)}…`;
}

function readOptions<Options extends z.ZodObject>(schema: Options): z.output<Options> {
  const names = Object.keys(schema.shape).map((name) => [name, { type: "string" as const }] as const);
  const { values } = parseArgs({ options: Object.fromEntries(names), strict: true });
  return schema.parse(values);
}

/** A signal and the closing of stdin often come together: only the first one stops, the other is ignored. */
function endWithParent(running: RunningStandIn): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    running.stop().then(
      () => process.exit(0),
      (problem: unknown) => {
        process.stderr.write(`${whyNotStarted(problem)}\n`);
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  process.stdin.once("close", end).resume();
}

/** A parent that died leaves a broken pipe: without this, the next line would crash the orderly end. */
function ignoreLostReader(): void {
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
}

function whyNotStarted(problem: unknown): string {
  const taken = z.object({ code: z.literal("EADDRINUSE"), port: z.number() }).safeParse(problem);
  if (taken.success) return `port ${taken.data.port} is taken; free it or choose another one`;
  if (problem instanceof z.ZodError) return z.prettifyError(problem).replaceAll("\n", " ");
  return problem instanceof Error ? problem.message : String(problem);
}
