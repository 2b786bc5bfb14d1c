import { createServer } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { close, listen } from "../listen.ts";
import { startTicker } from "./ticker.ts";

interface Call {
  readonly path: string;
  readonly jobName: unknown;
  readonly scheduleTime: unknown;
}

const undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A functions emulator with one scheduled function and one without a schedule; every call is answered with the status. */
async function startEmulator(status: number): Promise<{ emulator: string; calls: Call[] }> {
  const calls: Call[] = [];
  const functionTriggers = [
    { name: "api", region: "asia-northeast1" },
    { name: "sweep", region: "asia-northeast1", schedule: { schedule: "every 5 minutes" } },
  ];
  const server = createServer((request, response) => {
    if (request.url === "/backends")
      return response.end(JSON.stringify({ backends: [{ functionTriggers }] }));
    const { "x-cloudscheduler-jobname": jobName, "x-cloudscheduler-scheduletime": scheduleTime } =
      request.headers;
    calls.push({ path: `${request.method} ${request.url}`, jobName, scheduleTime });
    return response.writeHead(status).end();
  });
  const port = await listen(server);
  undo.push(() => close(server));
  return { emulator: `http://127.0.0.1:${port}`, calls };
}

test("every scheduled function is fired as Cloud Scheduler does it, again and again, and no other", async () => {
  const { emulator, calls } = await startEmulator(200);
  const ticker = await startTicker({ emulator, project: "demo-katazuke", everySeconds: 0.01 }, () => {});
  undo.push(ticker.stop);
  expect(ticker.ready).toEqual({ jobs: ["sweep"] });
  await vi.waitFor(() => expect(calls.length).toBeGreaterThan(2));
  expect(new Set(calls.map(({ path }) => path))).toEqual(
    new Set(["POST /demo-katazuke/asia-northeast1/sweep-0"]),
  );
  expect(calls[0]?.jobName).toBe("firebase-schedule-sweep-asia-northeast1");
  expect(new Date(String(calls[0]?.scheduleTime)).getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test("a scheduled function that fails is told of", async () => {
  const { emulator } = await startEmulator(500);
  const told: string[] = [];
  const ticker = await startTicker({ emulator, project: "demo-katazuke", everySeconds: 0.01 }, (what) =>
    told.push(what),
  );
  undo.push(ticker.stop);
  await vi.waitFor(() => expect(told).toContain("sweep answered 500"));
});
