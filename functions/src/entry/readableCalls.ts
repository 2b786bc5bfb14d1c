import type { Response } from "express";
import type { CallableFunction, Request } from "firebase-functions/https";
import type { Refusal } from "../domain/refusal.ts";
import { allowOrigins } from "./cors.ts";
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
    return isReadable(request.body) ? call(request, response) : refuse(response, "malformed_request");
  };
  // The platform finds a function by what it hangs on it: its endpoint, and how to run it.
  return Object.assign(guard, call);
}

/** What was kept from the platform's parser is parsed here, and then looks to the platform as if it had parsed it. */
function readOwnBody(request: Request): void {
  if (request.headers["content-type"] !== ownJson) return;
  request.body = parseBody(request.body);
  request.headers["content-type"] = "application/json";
}

function refuse(response: Response, code: Extract<Refusal, "body_too_large" | "malformed_request">): void {
  const { status, title } = outside[code];
  const message = code === "malformed_request" ? "Send the message as data and nothing beside it" : title;
  response.status(status).json({ error: { status: "INVALID_ARGUMENT", message, details: { code } } });
}

/** One field, `data`, without the typed values (`@type`) that the platform would decode or else log. */
function isReadable(body: unknown): boolean {
  const [name, ...others] = Object.keys(Object(body));
  return name === "data" && others.length === 0 && !JSON.stringify(body).includes('"@type"');
}
