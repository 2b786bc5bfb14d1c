import * as z from "zod/mini";

/** Why there is no answer to what was asked. */
export type Problem =
  /** The service turned it down; asking the same again gets the same. */
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly retryAfter?: number;
      readonly correlationId?: string;
    }
  /** No answer came, in time or at all: the same request may be sent again, and counts once. */
  | { readonly kind: "unreachable" | "tooSlow" | "failed" };

/** What was asked for, or why not. */
export type Answer<T> = { readonly value: T } | { readonly problem: Problem };

const Refusal = z.object({
  code: z.string(),
  retryAfter: z.optional(z.number()),
  correlationId: z.optional(z.string()),
});

/** Reads an answer of the service: a value in this shape, a refusal (RFC 9457), or a failure of whatever stands between. */
export async function readAnswer<T>(response: Response, shape: z.ZodMiniType<T>): Promise<Answer<T>> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    const parsed = shape.safeParse(body);
    return parsed.success ? { value: parsed.data } : { problem: { kind: "failed" } };
  }
  const refusal = Refusal.safeParse(body);
  if (!refusal.success || response.status >= 500) return { problem: { kind: "failed" } };
  const { code, retryAfter, correlationId } = refusal.data;
  return {
    problem: {
      kind: "refused",
      code,
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(correlationId === undefined ? {} : { correlationId }),
    },
  };
}

/** What a request that threw has met: its time was over, or nothing answers there. */
export function problemOf(error: unknown): Problem {
  const isTimeout = error instanceof Error && error.name === "TimeoutError";
  return { kind: isTimeout ? "tooSlow" : "unreachable" };
}
