import { z } from "zod";

const count = z.number().int().min(1).max(100_000).default(1);

/**
 * An order to misbehave at the next SMS: `fail` answers with that status and takes nothing, `hang` never answers and takes
 * nothing, `lose` takes it and never answers, so that a repeat comes.
 */
export const smsFault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fail"), count, status: z.number().int().min(300).max(599) }),
  z.strictObject({ kind: z.enum(["hang", "lose"]), count }),
]);

/** An order to misbehave, as parsed. */
export type SmsFault = z.output<typeof smsFault>;
