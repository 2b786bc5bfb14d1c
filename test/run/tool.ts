import { spawn } from "node:child_process";
import { join } from "node:path";
import { markName } from "../stack/processes.ts";
import { root } from "../stack/root.ts";
import type { Run } from "../stack/stackProcess.ts";

/** A tool from node_modules, by the script that starts it, with its words and what to add to the environment. */
interface Tool {
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a tool to its end, its output where ours goes, and answers with its exit code; a killed one answers 1. */
export function runTool({ mark, ending }: Run, { script, args, env }: Tool): Promise<number> {
  ending.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules", script), ...args], {
      cwd: root,
      env: { ...process.env, ...env, [markName]: mark },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
