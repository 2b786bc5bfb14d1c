import { join } from "node:path";
import { StackProblem } from "./problem.ts";
import { root } from "./root.ts";
import { type Run, startProcess } from "./stackProcess.ts";
import type { Stage } from "./stage.ts";

/**
 * Builds the functions onto the stage, so that two runs that start together are in nobody's way; throws a StackProblem with the
 * compiler's words.
 */
export async function buildFunctions(run: Run, stage: Stage): Promise<void> {
  const said: string[] = [];
  const compiler = startProcess(run, {
    name: "build",
    command: process.execPath,
    args: [
      join(root, "node_modules/typescript/bin/tsc"),
      ...["-p", "tsconfig.build.json", "--outDir", join(stage.folder, "functions/lib")],
    ],
    logFile: join(stage.logs, "build.log"),
    onLine: (line) => said.push(line),
  });
  const how = await compiler.ended;
  if (how !== "exit code 0")
    throw new StackProblem(`The functions don't build (${how}):\n${said.join("\n")}`);
}
