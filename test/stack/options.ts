import { parseArgs } from "node:util";
import { z } from "zod";
import { furthestMove, type PortChoice } from "./ports.ts";
import { StackProblem } from "./problem.ts";

/** What `npm start` was asked for. */
export interface StartOptions {
  readonly help: boolean;
  /** Play and end, rather than stay up. */
  readonly once: boolean;
  /** The only scenario to play; undefined plays them all. */
  readonly scenario: string | undefined;
  readonly ports: PortChoice;
}

const options = {
  help: { type: "boolean", default: false },
  once: { type: "boolean", default: false },
  scenario: { type: "string" },
  "port-base": { type: "string" },
  "free-ports": { type: "boolean", default: false },
} as const;

const PortBase = z.coerce.number().int().min(0).max(furthestMove);

/** Reads the words after `npm start --`; throws a StackProblem that names the one it can't make sense of. */
export function readOptions(words: readonly string[]): StartOptions {
  const values = parse(words);
  const base = values["port-base"];
  const movedBy = PortBase.safeParse(base ?? 0);
  if (!movedBy.success)
    throw new StackProblem(`--port-base takes a whole number from 0 to ${furthestMove}, not ${base}.`);
  if (base !== undefined && values["free-ports"])
    throw new StackProblem("--port-base and --free-ports exclude each other.");
  const ports = values["free-ports"] ? "free" : { movedBy: movedBy.data };
  return { help: values.help, once: values.once, scenario: values.scenario, ports };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message.split(". ")[0] : String(problem);
    throw new StackProblem(`${reason}. npm start -- --help lists what there is.`);
  }
}
