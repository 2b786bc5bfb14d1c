import { parseArgs } from "node:util";
import { z } from "zod";
import { StackProblem } from "../stack/problem.ts";
import type { ChaosSize } from "./plan.ts";

const options = {
  seed: { type: "string" },
  phones: { type: "string", default: "200" },
  minutes: { type: "string", default: "5" },
} as const;

/** Bounded in count and time: it is a load on one machine, and a person waits for it. */
const Options = z.object({
  seed: z.coerce.number().int().min(0).max(0xffffffff),
  phones: z.coerce.number().int().min(1).max(500),
  minutes: z.coerce.number().min(0.5).max(30),
});

/** After the breaker opened, sending is ramped up over ten minutes; the first probe comes a minute after. */
const settleSeconds = 13 * 60;

/** Reads the words after `npm run chaos --`; without a seed one is drawn and printed. Throws a StackProblem. */
export function readChaosOptions(words: readonly string[]): ChaosSize {
  const drawn = String(Math.floor(Math.random() * 2 ** 32));
  const parsed = Options.safeParse({ seed: drawn, ...parse(words) });
  if (!parsed.success) throw new StackProblem(z.prettifyError(parsed.error));
  const { seed, phones, minutes } = parsed.data;
  return { seed, phones, seconds: minutes * 60, settleSeconds, severe: true };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message.split(". ")[0] : String(problem);
    throw new StackProblem(`${reason}. There is --seed N, --phones N and --minutes N.`);
  }
}
