import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { expect, test } from "vitest";
import { endMarked, markedProcesses, markName } from "./processes.ts";

/** A marked process that starts another one, prints its id and then does what the words say. */
async function startFamily(mark: string, words: string): Promise<{ parent: number; child: number }> {
  const sleeper = "require('child_process').spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })";
  const code = `const c = ${sleeper}; console.log(c.pid); ${words}`;
  const env = { ...process.env, [markName]: mark };
  const parent = spawn(process.execPath, ["-e", code], { env, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(parent.stdout, "data");
  return { parent: parent.pid ?? 0, child: Number(String(line)) };
}

test("a process of a run is found even when its parent was killed and it leads a group of its own", async () => {
  const mark = randomUUID();
  const { parent, child } = await startFamily(mark, "setInterval(() => {}, 1000)");
  expect((await markedProcesses(mark)).map(({ pid }) => pid).sort()).toEqual([parent, child].sort());
  process.kill(parent, "SIGKILL");
  await expect.poll(async () => (await markedProcesses(mark)).map(({ pid }) => pid)).toEqual([child]);
  expect(await endMarked(mark, 1000)).toBe(0);
});

test("what doesn't want to end is killed after the grace", async () => {
  const mark = randomUUID();
  await startFamily(mark, "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)");
  expect(await endMarked(mark, 200)).toBe(0);
  expect(await markedProcesses(mark)).toEqual([]);
});

test("the processes of another run are left alone", async () => {
  const [mine, theirs] = [randomUUID(), randomUUID()];
  await startFamily(theirs, "setInterval(() => {}, 1000)");
  expect(await endMarked(mine, 1000)).toBe(0);
  expect(await markedProcesses(theirs)).toHaveLength(2);
  expect(await endMarked(theirs, 1000)).toBe(0);
});
