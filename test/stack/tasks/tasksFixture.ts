import { createServer, type IncomingHttpHeaders } from "node:http";
import { CloudTasksClient, type protos } from "@google-cloud/tasks";
import { credentials } from "@grpc/grpc-js";
import { expect, onTestFinished } from "vitest";
import { z } from "zod";
import { close, listen } from "../listen.ts";
import { startTasks } from "./startTasks.ts";
import type { TasksFault } from "./tasksFault.ts";

/** A request that a task made. */
interface Arrival {
  readonly at: number;
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const location = "projects/demo-katazuke/locations/asia-northeast1";

/** Cloud Tasks' stand-in in this process, the real client pointed at it, and a target that its tasks reach. */
export type TasksFixture = Awaited<ReturnType<typeof tasksFixture>>;

/** Starts everything on free ports; names are remembered for an hour of the test's clock. */
export async function tasksFixture() {
  const clock = { ahead: 0 };
  const narration: string[] = [];
  const running = await startTasks(
    {
      port: 0,
      controlPort: 0,
      nameMemoryMs: 3_600_000,
      autoQueues: true,
      now: () => Date.now() + clock.ahead,
    },
    (what) => narration.push(what),
  );
  const ready = z.object({ endpoint: z.string(), control: z.url() }).parse(running.ready);
  const [apiEndpoint = "", port = ""] = ready.endpoint.split(":");
  const client = new CloudTasksClient({
    apiEndpoint,
    port: Number(port),
    sslCreds: credentials.createInsecure(),
    projectId: "demo-katazuke",
    // Said outright, because google-gax otherwise asks a metadata server for it, on an insecure channel too.
    universeDomain: "googleapis.com",
  });
  const target = await startTarget();
  const create = (queue: string, task: protos.google.cloud.tasks.v2.ITask) =>
    client
      .createTask({ parent: `${location}/queues/${queue}`, task })
      .then(([created]) => created, toRefusal);
  return {
    client,
    port: Number(port),
    target,
    queueName: (queue: string) => `${location}/queues/${queue}`,
    create,
    createQueue: (queue: string, settings: protos.google.cloud.tasks.v2.IQueue) =>
      client.createQueue({ parent: location, queue: { name: `${location}/queues/${queue}`, ...settings } }),
    misbehave: (fault: Partial<TasksFault>) =>
      fetch(`${ready.control}/faults`, { method: "POST", body: JSON.stringify(fault) }),
    pending: () => fetch(`${ready.control}/tasks`).then((response) => response.json()),
    /** Waits until the stand-in has narrated that. */
    said: (what: string) =>
      expect.poll(() => narration.some((line) => line.includes(what)), { interval: 2 }).toBe(true),
    /** Moves the clock for one test, and waits until the queue has dispatched whatever that made due. */
    passTime: async (queue: string, ms: number) => {
      clock.ahead += ms;
      onTestFinished(() => {
        clock.ahead = 0;
      });
      const path = `/barrier-${queue}-${ms}`;
      await create(queue, { httpRequest: { url: target.url(path) } });
      await target.reached(path, 1);
    },
    end: async () => {
      await client.close();
      await Promise.all([running.stop(), target.end()]);
    },
  };
}

/** A protobuf time that many milliseconds from now. */
export function inMs(ms: number) {
  const at = Date.now() + ms;
  return { seconds: Math.floor(at / 1000), nanos: (at % 1000) * 1_000_000 };
}

/** What the client makes of a refusal. */
export function toRefusal(error: unknown) {
  return z.looseObject({ code: z.number(), details: z.string() }).parse(error);
}

/** A function that records what reaches it and answers with the next of the ordered statuses, otherwise 204. */
async function startTarget() {
  const arrivals: Arrival[] = [];
  const statuses: number[] = [];
  const held: (() => void)[] = [];
  const holding = new Set<string | undefined>();
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const { method, url: path, headers } = request;
    arrivals.push({ at: Date.now(), method, path, headers, body });
    const answer = () => response.writeHead(statuses.shift() ?? 204).end();
    if (holding.has(path)) held.push(answer);
    else answer();
  });
  const port = await listen(server);
  const at = (path: string) => arrivals.filter((arrival) => arrival.path === path);
  return {
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    at,
    answerNext: (...next: number[]) => statuses.push(...next),
    /** Leaves requests to that path unanswered until `release`. */
    hold: (path: string) => holding.add(path),
    release: () => {
      holding.clear();
      for (const answer of held.splice(0)) answer();
    },
    reached: async (path: string, count: number) => {
      await expect.poll(() => at(path).length, { interval: 2 }).toBe(count);
      return at(path);
    },
    end: () => close(server),
  };
}
