import type { Request, Response } from "express";

/** How long a browser may go by a preflight's answer, seconds. */
const preflightAge = 3600;

/**
 * Lets pages of these origins read the answers, and no others (Fetch standard, CORS protocol). Answers a preflight itself
 * and says so with true: 204 either way, with the permission in it only for an origin that has it. It keeps honest browsers
 * to their pages and nobody else from anything, so every call goes on to prove its caller.
 */
export function allowOrigins(request: Request, response: Response, origins: readonly string[]): boolean {
  const origin = request.get("origin");
  response.vary("Origin");
  const isAllowed = origin !== undefined && origins.includes(origin);
  if (isAllowed)
    response.set({ "access-control-allow-origin": origin, "access-control-expose-headers": "Retry-After" });
  const isPreflight =
    request.method === "OPTIONS" && origin !== undefined && request.get("access-control-request-method");
  if (!isPreflight) return false;
  if (isAllowed)
    response.set({
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers":
        "Authorization, Content-Type, X-Firebase-AppCheck, Firebase-Instance-ID-Token",
      "access-control-max-age": String(preflightAge),
    });
  response.status(204).set("content-length", "0").end();
  return true;
}
