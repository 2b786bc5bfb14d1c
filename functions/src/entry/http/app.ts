import express, { type ErrorRequestHandler, type Express } from "express";
import { refuse } from "../../domain/refusal.ts";
import { sendFailure, sendRefusal } from "./answer.ts";
import { keys, openSession, readRevocation, revoke } from "./routes.ts";

/** Large enough for any application with its chain, and no larger; bytes. */
const longestBody = 65_536;

/** The HTTP surface, under `/v1`, as Hosting rewrites it to the function `api`. */
export function httpApp(): Express {
  const app = express().disable("x-powered-by").disable("etag");
  app.use((request, response, next) => {
    const length = Number(request.get("content-length") ?? 0);
    if (length > longestBody) sendRefusal(response, tooLarge);
    else next();
  });
  app.use(express.json({ limit: longestBody, strict: true }));
  app.post("/v1/sessions", openSession);
  app.post("/v1/revocations", revoke);
  app.get("/v1/revocations/:revocationId", readRevocation);
  app.get(["/v1/keys", "/.well-known/jwks.json"], keys);
  app.use((_request, response) => sendRefusal(response, refuse("route_unknown")));
  app.use(failed);
  return app;
}

const tooLarge = refuse("body_too_large", `Send at most ${longestBody} bytes.`);

/** What the body parser turned down is the caller's; anything else is ours. */
const failed: ErrorRequestHandler = (error, _request, response, _next) => {
  const { type, status } = Object(error);
  if (type === "entity.too.large") sendRefusal(response, tooLarge);
  else if (typeof status === "number" && status < 500) sendRefusal(response, notJson);
  else sendFailure(response, error);
};

const notJson = refuse("malformed_request", "Send one JSON object in UTF-8.");
