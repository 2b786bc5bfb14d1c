import { randomUUID } from "node:crypto";
import {
  type CallableFunction,
  type CallableOptions,
  type CallableRequest,
  HttpsError,
  onCall,
  type Request,
} from "firebase-functions/https";
import type { z } from "zod";
import { describe } from "../contract/describe.ts";
import type { LimitScope } from "../domain/limit.ts";
import { type Decision, isRefused, type Refusal, type Refused, refuse } from "../domain/refusal.ts";
import type { CountRefusal } from "../flow/countRefusals.ts";
import type { ChargeLimit } from "../flow/ports.ts";
import { countCall } from "./countCall.ts";
import { addressOf, countFailure } from "./failures.ts";
import { logFailure, logRefusal } from "./log.ts";
import { params, secrets } from "./params.ts";
import { functionName, readableCallsOnly } from "./readableCalls.ts";
import { outside, secondsUntil } from "./refusals.ts";
import { services } from "./services.ts";
import { type SignedIn, sessionOf } from "./session.ts";

/** What differs between callables. */
interface CallOptions extends Pick<CallableOptions, "secrets"> {
  /** Whether an App Check token opens one call only; costs a round trip, and the app has to send limited-use tokens. */
  readonly refusesReplays?: boolean;
  /** What bounds calls from one address, where nobody proves who calls. */
  readonly perAddress?: LimitScope;
  /** What means a proof that didn't hold in this call alone. */
  readonly failures?: readonly Refusal[];
  /** What a test has instead of the deployment's. */
  readonly ports?: {
    readonly limit?: ChargeLimit;
    readonly countRefusal?: CountRefusal;
    readonly consumeAppCheck?: (token: string) => Promise<boolean>;
  };
}

/**
 * A deployed callable: App Check, the schema, one call. A refusal becomes an `HttpsError` with the refusal as
 * `details.code`; a failure becomes `internal` with a correlation id and nothing else.
 */
export function callable<S extends z.ZodType, A>(
  schema: S,
  answer: (data: z.output<S>, caller: SignedIn | undefined) => Promise<Decision<A>>,
  options: CallOptions = {},
): CallableFunction<unknown, Promise<A>> {
  const needed = [...(options.secrets ?? []), secrets.limitHashKey];
  const call = onCall({ secrets: needed, cors: false }, async (request: CallableRequest<unknown>) => {
    const correlationId = randomUUID();
    const decision = await handle(request, { schema, answer, options }).catch((error: unknown) => {
      logFailure(correlationId, error);
      throw new HttpsError("internal", "Something failed on our side; try again.", {
        code: "internal",
        correlationId,
      });
    });
    if (!isRefused(decision)) return decision;
    countCall(decision.refused, options.ports?.countRefusal);
    logRefusal(decision.refused, { route: functionName(), correlationId });
    throw toHttpsError(decision, correlationId);
  });
  // Said aloud, so that the test of the surface sees which ones do.
  return Object.assign(readableCallsOnly(call), { refusesReplays: options.refusesReplays === true });
}

/** A callable for the signed-in holder only; refused with `not_signed_in` without one. */
export function holderCallable<S extends z.ZodType, A>(
  schema: S,
  answer: (data: z.output<S>, holder: SignedIn) => Promise<Decision<A>>,
  options: CallOptions = {},
): CallableFunction<unknown, Promise<A>> {
  return callable(schema, async (data, holder) => (holder ? answer(data, holder) : notSignedIn), options);
}

const notSignedIn = refuse(
  "not_signed_in",
  "Sign in with a session's custom token first, within minutes of getting it.",
);

interface Call<S extends z.ZodType, A> {
  readonly schema: S;
  readonly answer: (data: z.output<S>, caller: SignedIn | undefined) => Promise<Decision<A>>;
  readonly options: CallOptions;
}

async function handle<S extends z.ZodType, A>(
  request: CallableRequest<unknown>,
  { schema, answer, options }: Call<S, A>,
): Promise<Decision<A>> {
  const { data, auth, rawRequest } = request;
  const unvouched = vouch(request);
  if (unvouched) return unvouched;
  const parsed = schema.safeParse(data);
  if (!parsed.success) return refuse("malformed_request", describe(parsed.error));
  const replayed = await refuseReplay(request, options);
  if (replayed) return replayed;
  const limited = await limitAddress(rawRequest, options);
  if (limited) return limited;
  const signedIn = auth && sessionOf({ ...auth.token, uid: auth.uid }, services.sessionLife());
  const { ports, failures = [] } = options;
  const decision = await answer(parsed.data, signedIn);
  return countFailure(decision, rawRequest, { limit: ports?.limit, also: failures });
}

/**
 * Not by the option enforceAppCheck: it reads its param as the module loads, and refuses without our code. A token that is
 * missing or invalid leaves `app` empty.
 */
function vouch({ app }: CallableRequest<unknown>): Refused | undefined {
  const isVouchedFor = !params.requireAppCheck.value() || Boolean(app?.appId);
  return isVouchedFor ? undefined : refuse("app_check_required", "Send a valid App Check token.");
}

/**
 * Not by the option consumeAppCheckToken: it takes App Check's backend being away for an invalid token, which would keep a
 * holder from revoking on the new phone. Only what is well-formed uses a token up.
 */
async function refuseReplay(
  { rawRequest }: CallableRequest<unknown>,
  { refusesReplays, ports }: CallOptions,
): Promise<Refused | undefined> {
  if (!refusesReplays || !params.requireAppCheck.value()) return undefined;
  const consume = ports?.consumeAppCheck ?? services.consumeAppCheck;
  const wasUsed = await consume(rawRequest.get("x-firebase-appcheck") ?? "");
  return wasUsed ? refuse("app_check_reused", "Send a new limited-use App Check token.") : undefined;
}

async function limitAddress(
  request: Request,
  { perAddress, ports }: CallOptions,
): Promise<Refused | undefined> {
  if (!perAddress) return undefined;
  const charge = ports?.limit ?? services.limit();
  return charge({ scope: perAddress, subject: addressOf(request) });
}

function toHttpsError({ refused, detail, retryAt }: Refused, correlationId: string): HttpsError {
  const { callable: code, title } = outside[refused];
  const retry = retryAt ? { retryAfter: secondsUntil(retryAt, services.clock()) } : {};
  const details = { code: refused, correlationId, ...(detail === undefined ? {} : { detail }), ...retry };
  return new HttpsError(code, title, details);
}
