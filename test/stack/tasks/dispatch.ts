import http from "node:http";
import https from "node:https";
import { type HttpTarget, shortName, type TaskRecord } from "./taskRecord.ts";

/** What came of one dispatch; `status` is absent when nothing answered before the deadline. */
export type Dispatched = { readonly status: number } | { readonly problem: string };

/** Makes a task's HTTP request. Redirects are not followed: for Cloud Tasks they are failures like any non-2xx. */
export function dispatch(task: TaskRecord, queue: string, stopped: AbortSignal): Promise<Dispatched> {
  const { target, deadlineMs } = task;
  const { request } = target.url.startsWith("https:") ? https : http;
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(deadlineMs)]);
  return new Promise((resolve) => {
    const call = request(target.url, {
      method: target.method,
      headers: headersOf(task, queue),
      signal,
      agent: false,
    });
    call.on("error", (error) => resolve({ problem: signal.aborted ? "deadline exceeded" : error.message }));
    call.on("response", (response) => {
      response.on("error", (error) => resolve({ problem: error.message }));
      response.on("end", () => resolve({ status: response.statusCode ?? 0 })).resume();
    });
    call.end(target.body);
  });
}

/** A caller's own X-CloudTasks headers are dropped, as in the real service, so that they can't be forged. */
function headersOf(task: TaskRecord, queue: string): http.OutgoingHttpHeaders {
  const { target, lastAttempt } = task;
  const own = Object.entries(target.headers).filter(
    ([name]) => !/^(x-cloudtasks-|host$|content-length$)/i.test(name),
  );
  const typed = own.some(([name]) => name.toLowerCase() === "content-type");
  return {
    ...Object.fromEntries(own),
    ...(target.body.length > 0 && !typed ? { "Content-Type": "application/octet-stream" } : {}),
    ...(target.oidc ? { Authorization: `Bearer ${unsignedIdToken(target.oidc)}` } : {}),
    "Content-Length": target.body.length,
    "User-Agent": "Google-Cloud-Tasks",
    "X-CloudTasks-QueueName": shortName(queue),
    "X-CloudTasks-TaskName": shortName(task.name),
    "X-CloudTasks-TaskRetryCount": task.dispatchCount,
    "X-CloudTasks-TaskExecutionCount": task.responseCount,
    "X-CloudTasks-TaskETA": (task.dueAt / 1000).toFixed(6),
    ...(lastAttempt?.httpStatus ? { "X-CloudTasks-TaskPreviousResponse": lastAttempt.httpStatus } : {}),
  };
}

/** An ID token nobody signed: enough for code that reads the claims, worthless to code that verifies. */
function unsignedIdToken({ email, audience }: NonNullable<HttpTarget["oidc"]>): string {
  const iat = Math.floor(Date.now() / 1000);
  const header = { alg: "none", typ: "JWT" };
  const issuer = "https://accounts.google.com";
  const claims = {
    iss: issuer,
    sub: email,
    aud: audience,
    email,
    email_verified: true,
    iat,
    exp: iat + 3600,
  };
  return `${encode(header)}.${encode(claims)}.`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
