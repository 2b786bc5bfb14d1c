import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

/** The environment variable that marks every process of one run, however it was started. */
export const markName = "KATAZUKE_RUN";

/** One living process of a run. */
interface MarkedProcess {
  readonly pid: number;
  readonly command: string;
}

const run = promisify(execFile);

/**
 * The living processes that carry the mark. The mark is inherited, so a process whose parent was killed is found
 * as well: walking from parent to child would lose it (the Firestore emulator when firebase-tools dies).
 */
export async function markedProcesses(mark: string): Promise<readonly MarkedProcess[]> {
  return process.platform === "linux" ? fromProc(mark) : fromPs(mark);
}

/** Asks every process of the run to end, kills what is left after the grace, and returns how many survived even that. */
export async function endMarked(mark: string, graceMs: number): Promise<number> {
  await signalAll(mark, "SIGTERM");
  await until(async () => (await markedProcesses(mark)).length === 0, graceMs);
  const killUntil = Date.now() + 5000;
  while (Date.now() < killUntil) {
    if ((await signalAll(mark, "SIGKILL")) === 0) return 0;
    await pause(50);
  }
  return (await markedProcesses(mark)).length;
}

/** Waits until the condition holds, at most so many milliseconds; says whether it did. */
export async function until(holds: () => Promise<boolean>, atMostMs: number): Promise<boolean> {
  const deadline = Date.now() + atMostMs;
  while (!(await holds())) {
    if (Date.now() >= deadline) return false;
    await pause(50);
  }
  return true;
}

/** Signals one process; one that has ended meanwhile is no failure. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between being found and being signalled.
  }
}

async function signalAll(mark: string, signal: NodeJS.Signals): Promise<number> {
  const found = await markedProcesses(mark);
  for (const { pid } of found) signalProcess(pid, signal);
  return found.length;
}

async function fromProc(mark: string): Promise<readonly MarkedProcess[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map((pid) => fromProcEntry(pid, mark)));
  return found.filter((entry) => entry !== undefined);
}

async function fromProcEntry(pid: number, mark: string): Promise<MarkedProcess | undefined> {
  try {
    const environment = await readFile(`/proc/${pid}/environ`, "utf8");
    if (!environment.split("\0").includes(`${markName}=${mark}`)) return undefined;
    const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ").trim();
    return { pid, command };
  } catch {
    return undefined; // Another person's process, or one that ended while we looked.
  }
}

/** macOS and the BSDs: `ps -E` appends the environment to the command. */
async function fromPs(mark: string): Promise<readonly MarkedProcess[]> {
  const { stdout } = await run("ps", ["-Aww", "-E", "-o", "pid=,command="], { maxBuffer: 64 * 1024 * 1024 });
  return stdout
    .split("\n")
    .filter((line) => line.includes(`${markName}=${mark}`))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim() }));
}
