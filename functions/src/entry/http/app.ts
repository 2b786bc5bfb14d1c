import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { refuse } from "../../domain/refusal.ts";
import type { CountRefusal } from "../../flow/countRefusals.ts";
import type { ChargeLimit } from "../../flow/ports.ts";
import { allowOrigins } from "../cors.ts";
import { longestBody } from "../ownBodies.ts";
import { services } from "../services.ts";
import { counters, limiters, sendFailure, sendRefusal } from "./answer.ts";
import { proveClearance } from "./clearanceProofs.ts";
import { askForPull, openClearance, readClearance, recordInitialisation } from "./clearances.ts";
import { placeHold, releaseByCard, releaseHold } from "./holds.ts";
import {
  keys,
  openSession,
  readRevocation,
  reportFromTsm,
  reportReset,
  revoke,
  takeCaEvent,
} from "./routes.ts";

/** The HTTP surface, under `/v1`, as Hosting rewrites it to the function `api`; `limit` and `count` count in tests. */
export function httpApp(limit?: ChargeLimit, count?: CountRefusal): Express {
  const app = express().disable("x-powered-by").disable("etag");
  if (limit) limiters.set(app, limit);
  if (count) counters.set(app, count);
  app.use(fromOtherOrigins);
  app.use(express.raw({ type: () => true, limit: longestBody }), boundBody);
  app.post("/v1/sessions", openSession);
  app.post("/v1/revocations", revoke);
  app.get("/v1/revocations/:revocationId", readRevocation);
  app.post("/v1/holds", placeHold);
  app.post("/v1/holds/mine/release", releaseByCard);
  app.post("/v1/holds/:holdId/release", releaseHold);
  app.post("/v1/clearances", openClearance);
  app.get("/v1/clearances/:clearanceId", readClearance);
  app.post("/v1/clearances/:clearanceId/pulls", askForPull);
  app.post("/v1/clearances/:clearanceId/initialisations", recordInitialisation);
  app.post("/v1/clearances/:clearanceId/proofs", proveClearance);
  app.post("/v1/tsm-reports", reportFromTsm);
  app.post("/v1/resets", reportReset);
  app.post("/v1/ca-events", takeCaEvent);
  app.get(["/v1/keys", "/.well-known/jwks.json"], keys);
  app.use((_request, response) => sendRefusal(response, refuse("route_unknown")));
  app.use(failed);
  return app;
}

const fromOtherOrigins: RequestHandler = (request, response, next) => {
  if (!allowOrigins(request, response, services.origins())) next();
};

const tooLarge = refuse("body_too_large", `Send at most ${longestBody} bytes.`);

/** The platform has read the body already when it gets here, and its own limit is far higher. */
const boundBody: RequestHandler = ({ body }, response, next) => {
  if (Buffer.isBuffer(body) && body.length > longestBody) sendRefusal(response, tooLarge);
  else next();
};

/** What the body parser or the router turned down is the caller's; anything else is ours. */
const failed: ErrorRequestHandler = (error, _request, response, _next) => {
  const { type, status } = Object(error);
  if (type === "entity.too.large") sendRefusal(response, tooLarge);
  else if (typeof status === "number" && status < 500) sendRefusal(response, unreadable);
  else sendFailure(response, error);
};

const unreadable = refuse("malformed_request", "The request can't be read.");
