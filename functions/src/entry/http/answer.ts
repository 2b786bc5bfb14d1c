import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import type { z } from "zod";
import { describe } from "../../contract/describe.ts";
import type { Problem } from "../../contract/problem.ts";
import { type Decision, isRefused, type Refused, refuse } from "../../domain/refusal.ts";
import type { CountRefusal } from "../../flow/countRefusals.ts";
import type { ChargeLimit } from "../../flow/ports.ts";
import { countFailure } from "../failures.ts";
import { logFailure, logRefusal } from "../log.ts";
import { ownJson, parseBody } from "../ownBodies.ts";
import { outside, secondsUntil } from "../refusals.ts";
import { services } from "../services.ts";

/** What an app counts failures with, where that isn't the deployment's: how a test has it in memory. */
export const limiters = new WeakMap<object, ChargeLimit>();

/** What an app counts refusals with, likewise. */
export const counters = new WeakMap<object, CountRefusal>();

/** Handles one route: what `answer` decides, with this status, or the refusal or failure as a problem (RFC 9457). */
export function route(
  status: number,
  answer: (request: Request) => Promise<Decision<unknown>>,
): RequestHandler {
  return async (request, response) => {
    const limit = limiters.get(request.app);
    const counted = answer(request).then((decision) => countFailure(decision, request, { limit }));
    const decision = await counted.catch((error: unknown) => sendFailure(response, error));
    if (decision === undefined) return;
    if (isRefused(decision)) sendRefusal(response, decision);
    else response.status(status).set("cache-control", "no-store").json(decision);
  };
}

/** A request's body in the contract's shape, or the refusal that says what is wrong with it. */
export function bodyOf<T>(request: Request, schema: z.ZodType<T>): Decision<T> {
  if (!request.is(["application/json", ownJson]))
    return refuse("media_type_unsupported", "Send application/json.");
  const json = parseBody(request.body);
  if (json === undefined) return refuse("malformed_request", "Send one JSON object in UTF-8.");
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : refuse("malformed_request", describe(parsed.error));
}

/** Answers a refusal. */
export function sendRefusal(response: Response, { refused, detail, retryAt }: Refused): void {
  const { app, method, route } = response.req;
  const count = counters.get(app) ?? services.countRefusal();
  // The route as it is registered, never the path that was asked for, which may hold anything.
  count(typeof route?.path === "string" ? `${method} ${route.path}` : "no route", refused);
  const { status, title } = outside[refused];
  const retryAfter = retryAt && secondsUntil(retryAt, services.clock());
  if (retryAfter !== undefined) response.set("retry-after", String(retryAfter));
  const told = { ...(detail === undefined ? {} : { detail }), ...(retryAfter ? { retryAfter } : {}) };
  const correlationId = send(response, { title, status, code: refused, ...told });
  logRefusal(refused, { route: routeOf(response), correlationId });
}

/** As it is declared; "none" before one was found. */
function routeOf({ req }: Response): string {
  const { path } = Object(req.route);
  return path === undefined ? "none" : String(path);
}

/** Answers a failure of ours: 500 with nothing in it but the id under which it was logged. */
export function sendFailure(response: Response, error: unknown): undefined {
  const correlationId = send(response, {
    title: "Something failed on our side; try again",
    status: 500,
    code: "internal",
  });
  logFailure(correlationId, error);
}

function send(response: Response, problem: Omit<Problem, "type" | "correlationId">): string {
  const correlationId = randomUUID();
  const body: Problem = { type: "about:blank", ...problem, correlationId };
  response.status(problem.status).set("cache-control", "no-store").type("application/problem+json");
  response.send(JSON.stringify(body));
  return correlationId;
}
