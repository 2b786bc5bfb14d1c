import { z } from "zod";

const count = z.number().int().min(1).max(100_000).default(1);

/**
 * An order to misbehave at the next requests: `fail` answers with that status and takes nothing, `drop` takes the request
 * and forgets it, `delay` reports so many milliseconds late, `duplicate` reports twice.
 */
export const tsmFault = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("fail"),
    count,
    status: z.number().int().min(400).max(599),
    retryAfterSeconds: z.number().int().min(0).optional(),
  }),
  z.strictObject({ kind: z.enum(["drop", "duplicate"]), count }),
  z.strictObject({ kind: z.literal("delay"), count, ms: z.number().int().min(0) }),
]);

/** An order to misbehave, as parsed. */
export type TsmFault = z.output<typeof tsmFault>;

/** What can go wrong with a request that was taken. */
export type Mishap = Exclude<TsmFault, { kind: "fail" }>;
