import type { Response } from "express";
import type { CallableFunction, Request } from "firebase-functions/https";

const unreadable = {
  error: {
    status: "INVALID_ARGUMENT",
    message: "Send the message as data and nothing beside it",
    details: { code: "malformed_request" },
  },
} as const;

/**
 * Turns calls down that the platform couldn't read, before it sees them: it logs their body in full, and a client that
 * forgets to wrap its message in `data` sends certificates in it, with the holder's name and address.
 */
export function readableCallsOnly<A>(call: CallableFunction<unknown, A>): CallableFunction<unknown, A> {
  const guard = (request: Request, response: Response) => {
    if (isReadable(request.body)) return call(request, response);
    response.status(400).json(unreadable);
  };
  // The platform finds a function by what it hangs on it: its endpoint, and how to run it.
  return Object.assign(guard, call);
}

/** One field, `data`, without the typed values (`@type`) that the platform would decode or else log. */
function isReadable(body: unknown): boolean {
  const [name, ...others] = Object.keys(Object(body));
  return name === "data" && others.length === 0 && !JSON.stringify(body).includes('"@type"');
}
