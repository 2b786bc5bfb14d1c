import type { CloudTasksClient } from "@google-cloud/tasks";
import { hexDigest } from "../domain/hash.ts";
import type { ScheduleTask } from "../flow/ports.ts";

/** Where tasks are kept and what they call. */
export interface TaskSettings {
  /** `host:port` of the Cloud Tasks API; anything but Google's own is spoken to without TLS and must be on this machine. */
  readonly endpoint: string;
  readonly projectId: string;
  readonly region: string;
  /** The function that a task calls, and the name of what it is told. */
  readonly calls: { readonly name: string; readonly parameter: string };
  /** The queues that its tasks are spread over. */
  readonly queues: readonly string[];
  /** Base address of the functions. */
  readonly functionsUrl: string;
  /** Who the task says it is when it calls (OIDC); the function is private to it. */
  readonly serviceAccount: string;
}

const google = "cloudtasks.googleapis.com:443";
const alreadyExists = 6;
const day = 24 * 60 * 60 * 1000;
/** Cloud Tasks refuses a schedule time more than 30 days ahead; a little less, for clocks that differ. Milliseconds. */
const furthestAhead = 30 * day - 60_000;

/**
 * Schedules Cloud Tasks that call one function about a subject. A task further ahead than 30 days comes early, finds
 * nothing due, and is scheduled again: waits are chained. Its name is a hash of subject and time, so the same wish twice is
 * one task; that is a first filter only, what is stored decides.
 */
export function taskScheduler(settings: TaskSettings): ScheduleTask {
  let client: Promise<CloudTasksClient> | undefined;
  return async (subject, at) => {
    client ??= connect(settings.endpoint).catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    const tasks = await client;
    const parent = tasks.queuePath(settings.projectId, settings.region, queueFor(subject, settings));
    const seconds = secondsOf(at);
    const name = `${parent}/tasks/${hexDigest(subject, String(seconds))}`;
    const scheduleTime = { seconds };
    const task = { name, scheduleTime, httpRequest: call(settings, subject) };
    await tasks.createTask({ parent, task }).catch((error: { code?: number }) => {
      if (error.code !== alreadyExists) throw error;
    });
  };
}

/** Always the same queue for the same subject, so that its tasks' names keep filtering repeats. */
function queueFor(subject: string, { queues, calls }: TaskSettings): string {
  return queues[Number.parseInt(hexDigest(subject).slice(0, 8), 16) % queues.length] ?? calls.name;
}

/** A whole second not before `at`, so that the task never comes too early; a later hop's is a whole day, the same for all. */
function secondsOf(at: Date): number {
  const furthest = Date.now() + furthestAhead;
  const isChained = at.getTime() > furthest;
  return isChained ? Math.floor(furthest / day) * (day / 1000) : Math.ceil(at.getTime() / 1000) + 1;
}

function call({ functionsUrl, serviceAccount, calls }: TaskSettings, subject: string) {
  const url = `${functionsUrl}/${calls.name}`;
  return {
    httpMethod: "POST",
    url,
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify({ data: { [calls.parameter]: subject } })),
    oidcToken: { serviceAccountEmail: serviceAccount, audience: url },
  } as const;
}

/** Loads the client only when something is scheduled: it costs a quarter of a second. */
async function connect(endpoint: string): Promise<CloudTasksClient> {
  const { CloudTasksClient } = await import("@google-cloud/tasks");
  if (endpoint === google) return new CloudTasksClient();
  const { credentials } = await import("@grpc/grpc-js");
  const { hostname, port } = new URL(`grpc://${endpoint}`);
  if (hostname !== "127.0.0.1" && hostname !== "localhost")
    throw new Error("CLOUD_TASKS_ENDPOINT must be Google's or on this machine");
  return new CloudTasksClient({
    apiEndpoint: hostname,
    port: Number(port),
    sslCreds: credentials.createInsecure(),
  });
}
