import { randomUUID } from "node:crypto";
import type { Response } from "express";
import type { CallableFunction, Request } from "firebase-functions/https";
import type { Refusal } from "../domain/refusal.ts";
import { allowOrigins } from "./cors.ts";
import { countCall } from "./countCall.ts";
import { logRefusal } from "./log.ts";
import { longestBody, ownJson, parseBody } from "./ownBodies.ts";
import { outside } from "./refusals.ts";
import { services } from "./services.ts";

/**
 * Turns calls down that the platform couldn't read, before it sees them: it answers malformed JSON with HTML and a stack
 * trace, and logs other bodies in full, and a client that forgets to wrap its message in `data` sends certificates in it,
 * with the holder's name and address.
 */
export function readableCallsOnly<A>(call: CallableFunction<unknown, A>): CallableFunction<unknown, A> {
  const guard = (request: Request, response: Response) => {
    if (allowOrigins(request, response, services.origins())) return;
    if (Buffer.isBuffer(request.body) && request.body.length > longestBody)
      return refuse(response, "body_too_large");
    readOwnBody(request);
    if (!isReadable(request.body)) return refuse(response, "malformed_request");
    // Whoever asks for a stream of events would get one, and 200 with whatever came of the call.
    delete request.headers.accept;
    giveCodes(response);
    return call(request, response);
  };
  // The platform finds a function by what it hangs on it: its endpoint, and how to run it.
  return Object.assign(guard, call);
}

/** What the platform turns down by itself, for a method that isn't POST or a token that doesn't hold, it gives no code of ours. */
const ownCodes = new Map<unknown, Refusal>([
  ["INVALID_ARGUMENT", "malformed_request"],
  ["UNAUTHENTICATED", "not_signed_in"],
]);

function giveCodes(response: Response): void {
  const send = response.send.bind(response);
  response.send = (body) => {
    const error = typeof body === "object" ? Object(body).error : undefined;
    const code = ownCodes.get(Object(error).status);
    const isBare = code !== undefined && Object(error).details === undefined;
    if (isBare) countCall(code);
    return send(isBare ? { error: { ...error, details: { code } } } : body);
  };
}

/** What was kept from the platform's parser is parsed here, and then looks to the platform as if it had parsed it. */
function readOwnBody(request: Request): void {
  if (request.headers["content-type"] !== ownJson) return;
  request.body = parseBody(request.body);
  request.headers["content-type"] = "application/json";
}

function refuse(response: Response, code: Extract<Refusal, "body_too_large" | "malformed_request">): void {
  countCall(code);
  const { status, title } = outside[code];
  const message = code === "malformed_request" ? "Send the message as data and nothing beside it" : title;
  const correlationId = randomUUID();
  const details = { code, correlationId };
  response.status(status).json({ error: { status: "INVALID_ARGUMENT", message, details } });
  logRefusal(code, { route: functionName(), correlationId });
}

/** What the platform calls the function that runs here. */
export function functionName(): string {
  return process.env.FUNCTION_TARGET ?? "unknown";
}

/** One field, `data`, without the typed values (`@type`) that the platform would decode or else log. */
function isReadable(body: unknown): boolean {
  const [name, ...others] = Object.keys(Object(body));
  return name === "data" && others.length === 0 && !JSON.stringify(body).includes('"@type"');
}
