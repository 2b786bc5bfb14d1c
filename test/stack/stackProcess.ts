import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { markName } from "./processes.ts";
import { root } from "./root.ts";

/** What every process of one run has in common. */
export interface Run {
  /** Carried by every process of the run in its environment, so that all can be found again. */
  readonly mark: string;
  /** Aborted once the run is ending: nothing may be started from then on. */
  readonly ending: AbortSignal;
}

/** How to start one process; its output goes to the log file, and line by line to `onLine`. */
export interface ProcessPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly logFile: string;
  readonly onLine?: (line: string) => void;
}

/** A started process: how it ended, in words, and what it said last about what went wrong. */
export interface StackProcess {
  readonly name: string;
  readonly pid: number | undefined;
  readonly ended: Promise<string>;
  lastWords(): string;
}

/**
 * Starts a process of the run. It leads a group of its own, so that a Ctrl-C reaches only us and we end things in
 * order; its stdin stays open as long as we live, so that it can end when we don't. Throws once the run is ending.
 */
export function startProcess(run: Run, plan: ProcessPlan): StackProcess {
  run.ending.throwIfAborted();
  const child = spawn(plan.command, plan.args, {
    cwd: plan.cwd ?? root,
    env: { ...process.env, ...plan.env, [markName]: run.mark },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const log = createWriteStream(plan.logFile, { flags: "a" });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      log.write(`${line}\n`);
      if (line.trim() !== "") said.push(line.trim());
      said.splice(0, said.length - 30);
      plan.onLine?.(line);
    });
  }
  const ended = new Promise<string>((resolve) => {
    child.once("error", (problem) => resolve(problem.message));
    child.once("close", (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
  });
  return { name: plan.name, pid: child.pid, ended, lastWords: () => toLastWords(said) };
}

/** A crash of Node's ends with a stack and a version number: the line that names the error comes before them. */
function toLastWords(said: readonly string[]): string {
  return (
    said.findLast((line) => /error/i.test(line) && !line.startsWith("at ")) ??
    said.at(-1) ??
    "it said nothing"
  );
}
