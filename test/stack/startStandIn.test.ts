import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { endMarked } from "./processes.ts";
import { startStandIn } from "./startStandIn.ts";

let logFolder: string;
const ending = new AbortController();
const run = { mark: randomUUID(), ending: ending.signal };
const said: string[] = [];

beforeEach(() => {
  logFolder = mkdtempSync(join(tmpdir(), "katazuke-standin-"));
  said.length = 0;
});

afterEach(async () => {
  await endMarked(run.mark, 1000);
  rmSync(logFolder, { recursive: true });
});

const say = (who: string, what: string) => said.push(`${who}: ${what}`);
const ready = z.object({ endpoint: z.string(), control: z.string() });

test("a stand-in is started when it says so, and what it tells is passed on and kept", async () => {
  const options = { port: 0, "control-port": 0 };
  const { process, ready: addresses } = await startStandIn(run, {
    name: "tasks",
    options,
    ready,
    logFolder,
    say,
  });
  expect(addresses.endpoint).toMatch(/^127\.0\.0\.1:\d+$/);
  await expect.poll(() => readFileSync(join(logFolder, "tasks.log"), "utf8")).toContain("ready {");
  globalThis.process.kill(process.pid ?? 0, "SIGKILL");
  expect(await process.ended).toBe("killed by SIGKILL");
});

test("a stand-in that can't start is named, with its own words", async () => {
  const start = startStandIn(run, { name: "tasks", options: { port: "none" }, ready, logFolder, say });
  await expect(start).rejects.toThrow(/^The stand-in tasks did not start \(exit code 1\): tasks: .*port/);
});

test("nothing is started any more once the run is ending", async () => {
  const ended = { ...run, ending: AbortSignal.abort() };
  await expect(startStandIn(ended, { name: "tasks", options: {}, ready, logFolder, say })).rejects.toThrow(
    "aborted",
  );
});
