import { z } from "zod";

const count = z.number().int().min(1).max(100_000).default(1);
const queue = z.string().optional();

/**
 * An order to misbehave at the next dispatches: `duplicate` makes the request twice, `delay` makes it `ms` late,
 * `drop` ends the task without any request, `fail` counts as an attempt that got no answer. `queue` limits it to
 * the queue of that short name.
 */
export const tasksFault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["duplicate", "drop", "fail"]), count, queue }),
  z.strictObject({ kind: z.literal("delay"), count, queue, ms: z.number().int().min(0) }),
]);

/** An order to misbehave, as parsed. */
export type TasksFault = z.output<typeof tasksFault>;
