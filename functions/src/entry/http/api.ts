import { onRequest } from "firebase-functions/https";
import { secrets } from "../params.ts";
import { httpApp } from "./app.ts";
import { keepBodiesUnparsed } from "./ownBodies.ts";

/** Everything under `/v1`; open to everyone, every route proves its caller itself. */
export const api = onRequest(
  { cors: false, invoker: "public", secrets: [secrets.commandSigningKey] },
  httpApp(),
);

// Each function has a process of its own; the others are callables and events, whose bodies the platform has to parse.
if (process.env.FUNCTION_TARGET === "api") keepBodiesUnparsed();
