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
  /** Names this request in our logs. */
  correlationId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
