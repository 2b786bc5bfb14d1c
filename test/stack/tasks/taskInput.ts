import { randomInt } from "node:crypto";
import { google } from "@google-cloud/tasks/build/protos";
import { fromDuration, fromTimestamp } from "./protoTime.ts";
import { isTaskNameIn } from "./resourceNames.ts";
import { invalid, type RpcRefusal } from "./rpc.ts";
import type { HttpTarget, TaskRecord } from "./taskRecord.ts";

const { HttpMethod } = google.cloud.tasks.v2;
const furthestMs = 30 * 86_400_000;
const deadlines = { min: 15_000, usual: 600_000, max: 1_800_000 };
const bodyLimit = 1024 * 1024;
const withBody = new Set(["POST", "PUT", "PATCH"]);

/** Reads the task of CreateTask as the real service would, except that only loopback addresses are dispatched to. */
export function readTask(
  queueName: string,
  task: google.cloud.tasks.v2.ITask,
  now: number,
): TaskRecord | RpcRefusal {
  const name = task.name || `${queueName}/tasks/${randomInt(1, 2 ** 47)}${randomInt(1, 2 ** 47)}`;
  if (!isTaskNameIn(queueName, name)) return invalid(`Task name must be ${queueName}/tasks/ID, not ${name}.`);
  const dueAt = Math.max(fromTimestamp(task.scheduleTime) ?? now, now);
  if (dueAt > now + furthestMs) {
    const when = new Date(dueAt).toISOString();
    return invalid(`The Task.scheduleTime, ${when}, is too far in the future: the most is 720h ahead.`);
  }
  const deadlineMs = fromDuration(task.dispatchDeadline) ?? deadlines.usual;
  if (deadlineMs < deadlines.min || deadlineMs > deadlines.max) {
    return invalid("Task.dispatchDeadline must be between 15s and 30m.");
  }
  const target = readTarget(task.httpRequest);
  if ("refused" in target) return target;
  return {
    name,
    target,
    createdAt: now,
    deadlineMs,
    dueAt,
    running: false,
    dispatchCount: 0,
    responseCount: 0,
  };
}

function readTarget(request: google.cloud.tasks.v2.IHttpRequest | null | undefined): HttpTarget | RpcRefusal {
  if (!request) return invalid("Task.httpRequest must be set: App Engine targets are not served locally.");
  const url = request.url ?? "";
  const unreachable = whyUnreachable(url);
  if (unreachable) return invalid(unreachable);
  if (request.oauthToken) return invalid("HttpRequest.oauthToken is for *.googleapis.com targets only.");
  const method = methodOf(request.httpMethod);
  const body = bytesOf(request.body);
  if (body.length > 0 && !withBody.has(method))
    return invalid(`HttpRequest.body is not allowed with ${method}.`);
  if (body.length > bodyLimit) return invalid("The task is larger than 1 MiB.");
  const { serviceAccountEmail, audience } = request.oidcToken ?? {};
  const oidc = serviceAccountEmail ? { email: serviceAccountEmail, audience: audience || url } : undefined;
  return { url, method, headers: request.headers ?? {}, body, oidc };
}

/** A local run must never call a deployed function, whatever its configuration says. */
function whyUnreachable(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    return "HttpRequest.url must begin with http:// or https://.";
  if (/^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname)) return undefined;
  return `This local stand-in only dispatches to loopback addresses, not to ${parsed.hostname}.`;
}

/** The wire's number, or its name in requests made in this process; unspecified means POST. */
function methodOf(method: google.cloud.tasks.v2.IHttpRequest["httpMethod"]): string {
  const name = typeof method === "string" ? method : HttpMethod[method ?? 0];
  return name === undefined || name === "HTTP_METHOD_UNSPECIFIED" ? "POST" : name;
}

function bytesOf(body: google.cloud.tasks.v2.IHttpRequest["body"]): Uint8Array {
  return typeof body === "string" ? Buffer.from(body, "base64") : (body ?? new Uint8Array());
}
