import { z } from "zod";
import { type FailureKind, failures } from "./failures.ts";

const count = z.number().int().min(1).max(100_000).default(1);
const value = z.string().optional();
const failureKinds = Object.keys(failures).filter((kind): kind is FailureKind => kind in failures);

/**
 * An order to misbehave: `value` limits it to one registration, `ms` is how late a delayed message reaches the
 * phone, `retryAfterSeconds` becomes the Retry-After header. firebase-admin repeats a 503 four times by itself,
 * so `unavailable` reaches the caller with a count of 5, or at once with a Retry-After above 60 s.
 */
export const fcmFault = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.enum(failureKinds),
    count,
    value,
    retryAfterSeconds: z.number().int().min(0).optional(),
  }),
  z.strictObject({ kind: z.enum(["duplicate", "drop"]), count, value }),
  z.strictObject({ kind: z.literal("hang"), count, value }),
  z.strictObject({ kind: z.literal("delay"), count, value, ms: z.number().int().min(0) }),
]);

/** An order to misbehave, as parsed. */
export type FcmFault = z.output<typeof fcmFault>;

/** Tells an order to answer with a failure from an order that concerns the way to the phone. */
export function isFailure(fault: FcmFault): fault is Extract<FcmFault, { kind: FailureKind }> {
  return fault.kind in failures;
}
