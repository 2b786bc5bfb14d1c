import { onRequest } from "firebase-functions/https";
import { secrets } from "../params.ts";
import { httpApp } from "./app.ts";

const { commandSigningKey, limitHashKey, secureElementHashKey } = secrets;

/** Everything under `/v1`; open to everyone, every route proves its caller itself. */
export const api = onRequest(
  { cors: false, invoker: "public", secrets: [commandSigningKey, limitHashKey, secureElementHashKey] },
  httpApp(),
);
