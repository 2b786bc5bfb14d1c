import { rmSync } from "node:fs";
import { join } from "node:path";
import { StackProblem } from "./problem.ts";
import { root } from "./root.ts";
import { type Run, startProcess } from "./stackProcess.ts";

/** Builds functions/lib afresh, without what an earlier build left there; throws a StackProblem with the compiler's words. */
export async function buildFunctions(run: Run, logFile: string): Promise<void> {
  rmSync(join(root, "functions/lib"), { recursive: true, force: true });
  const said: string[] = [];
  const compiler = startProcess(run, {
    name: "build",
    command: process.execPath,
    args: [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"],
    logFile,
    onLine: (line) => said.push(line),
  });
  const how = await compiler.ended;
  if (how !== "exit code 0")
    throw new StackProblem(`The functions don't build (${how}):\n${said.join("\n")}`);
}
