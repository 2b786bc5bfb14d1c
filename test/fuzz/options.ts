import { parseArgs } from "node:util";
import { z } from "zod";
import { StackProblem } from "../stack/problem.ts";
import { targets } from "./endpoints.ts";
import type { FuzzSize } from "./runFuzz.ts";

const options = {
  seed: { type: "string" },
  seconds: { type: "string", default: "60" },
  only: { type: "string" },
  number: { type: "string" },
} as const;

/** Bounded in time: a person waits for it. */
const Options = z
  .object({
    seed: z.coerce.number().int().min(0).max(0xffffffff),
    seconds: z.coerce.number().min(1).max(3600),
    only: z.enum(targets.map(({ name }) => name)).optional(),
    number: z.coerce.number().int().min(1).optional(),
  })
  .refine(({ only, number }) => (only === undefined) === (number === undefined), {
    message: "--only and --number go together",
  });

/** Reads the words after `npm run fuzz --`; without a seed one is drawn and printed. Throws a StackProblem. */
export function readFuzzOptions(words: readonly string[]): FuzzSize {
  const drawn = String(Math.floor(Math.random() * 2 ** 32));
  const parsed = Options.safeParse({ seed: drawn, ...parse(words) });
  if (!parsed.success) throw new StackProblem(z.prettifyError(parsed.error));
  const { seed, seconds, only, number } = parsed.data;
  if (only === undefined || number === undefined) return { seed, seconds };
  return { seed, seconds, only: { endpoint: only, number } };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message.split(". ")[0] : String(problem);
    throw new StackProblem(`${reason}. There is --seed N, --seconds N, and --only ENDPOINT --number N.`);
  }
}
