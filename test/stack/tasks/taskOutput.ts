import { google } from "@google-cloud/tasks/build/protos";
import { toDuration, toTimestamp } from "./protoTime.ts";
import type { AttemptRecord, HttpTarget, TaskRecord } from "./taskRecord.ts";

const { HttpMethod, Task } = google.cloud.tasks.v2;
type View = google.cloud.tasks.v2.GetTaskRequest["responseView"];

/** A task as the API shows it; the body and the identity are only in the full view. */
export function showTask(task: TaskRecord, view: View | null | undefined): google.cloud.tasks.v2.ITask {
  const full = view === Task.View.FULL || view === "FULL";
  return {
    name: task.name,
    httpRequest: showTarget(task.target, full),
    scheduleTime: toTimestamp(task.dueAt),
    createTime: toTimestamp(task.createdAt),
    dispatchDeadline: toDuration(task.deadlineMs),
    dispatchCount: task.dispatchCount,
    responseCount: task.responseCount,
    firstAttempt: showAttempt(task.firstAttempt),
    lastAttempt: showAttempt(task.lastAttempt),
    view: full ? Task.View.FULL : Task.View.BASIC,
  };
}

function showTarget({ url, method, headers, body, oidc }: HttpTarget, full: boolean) {
  const httpMethod = Object.entries(HttpMethod).find(([name]) => name === method)?.[1];
  const shown = { url, headers: { ...headers }, httpMethod: typeof httpMethod === "number" ? httpMethod : 0 };
  if (!full) return shown;
  const oidcToken = oidc ? { serviceAccountEmail: oidc.email, audience: oidc.audience } : null;
  return { ...shown, body, oidcToken };
}

function showAttempt(attempt: AttemptRecord | undefined): google.cloud.tasks.v2.IAttempt | null {
  if (!attempt) return null;
  const { scheduledAt, dispatchedAt, respondedAt, httpStatus } = attempt;
  return {
    scheduleTime: toTimestamp(scheduledAt),
    dispatchTime: toTimestamp(dispatchedAt),
    responseTime: toTimestamp(respondedAt),
    responseStatus: httpStatus ? showStatus(httpStatus) : null,
  };
}

function showStatus(httpStatus: number) {
  const succeeded = httpStatus >= 200 && httpStatus < 300;
  return { code: succeeded ? 0 : 2, message: `HTTP status code ${httpStatus}` };
}
