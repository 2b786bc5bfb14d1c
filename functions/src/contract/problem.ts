import { z } from "zod";
import { refusals } from "../domain/refusal.ts";

/** What every HTTP refusal and failure is answered with: RFC 9457, `application/problem+json`. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** The refusal; `internal` for a failure of ours, where trying again is right. */
  code: z.enum([...refusals, "internal"]),
  detail: z.string().optional(),
  /** Seconds to wait, as in the header Retry-After; with `rate_limited` only. */
  retryAfter: z.int().positive().optional(),
  /** Names this request in our logs. */
  correlationId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
