import { randomUUID } from "node:crypto";
import {
  type CallableFunction,
  type CallableOptions,
  type CallableRequest,
  HttpsError,
  onCall,
} from "firebase-functions/https";
import type { z } from "zod";
import { describe } from "../contract/describe.ts";
import { type Decision, isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { logFailure } from "./log.ts";
import { params } from "./params.ts";
import { readableCallsOnly } from "./readableCalls.ts";
import { outside } from "./refusals.ts";

/** Who calls: the signed-in holder, and since when. */
export interface SignedIn {
  readonly holderId: string;
  readonly signedInAt: Date;
}

/**
 * A deployed callable: App Check, the schema, one call. A refusal becomes an `HttpsError` with the refusal as
 * `details.code`; a failure becomes `internal` with a correlation id and nothing else.
 */
export function callable<S extends z.ZodType, A>(
  schema: S,
  answer: (data: z.output<S>, caller: SignedIn | undefined) => Promise<Decision<A>>,
  options: Pick<CallableOptions, "secrets"> = {},
): CallableFunction<unknown, Promise<A>> {
  const call = onCall({ ...options, cors: false }, async (request: CallableRequest<unknown>) => {
    const correlationId = randomUUID();
    const decision = await handle(request, schema, answer).catch((error: unknown) => {
      logFailure(correlationId, error);
      throw new HttpsError("internal", "Something failed on our side; try again.", {
        code: "internal",
        correlationId,
      });
    });
    if (!isRefused(decision)) return decision;
    throw toHttpsError(decision, correlationId);
  });
  return readableCallsOnly(call);
}

/** A callable for the signed-in holder only; refused with `not_signed_in` without one. */
export function holderCallable<S extends z.ZodType, A>(
  schema: S,
  answer: (data: z.output<S>, holder: SignedIn) => Promise<Decision<A>>,
  options: Pick<CallableOptions, "secrets"> = {},
): CallableFunction<unknown, Promise<A>> {
  return callable(schema, async (data, holder) => (holder ? answer(data, holder) : notSignedIn), options);
}

const notSignedIn = refuse("not_signed_in", "Sign in with a session's custom token first.");

async function handle<S extends z.ZodType, A>(
  { app, data, auth }: CallableRequest<unknown>,
  schema: S,
  answer: (data: z.output<S>, caller: SignedIn | undefined) => Promise<Decision<A>>,
): Promise<Decision<A>> {
  // Not by the option enforceAppCheck: it reads its param as the module loads, and refuses without our code. A token that
  // is missing or invalid leaves `app` empty.
  if (params.requireAppCheck.value() && !app?.appId)
    return refuse("app_check_required", "Send a valid App Check token.");
  const parsed = schema.safeParse(data);
  if (!parsed.success) return refuse("malformed_request", describe(parsed.error));
  const signedIn = auth && { holderId: auth.uid, signedInAt: new Date(auth.token.auth_time * 1000) };
  return answer(parsed.data, signedIn);
}

function toHttpsError({ refused, detail }: Refused, correlationId: string): HttpsError {
  const { callable: code, title } = outside[refused];
  const details = { code: refused, correlationId, ...(detail === undefined ? {} : { detail }) };
  return new HttpsError(code, title, details);
}
