import { join } from "node:path";
import { StackProblem } from "./problem.ts";
import { root } from "./root.ts";
import { type Run, startProcess } from "./stackProcess.ts";
import type { Stage } from "./stage.ts";

/** Builds the pages onto the stage; throws a StackProblem with the bundler's words. */
export async function buildPages(run: Run, stage: Stage): Promise<void> {
  const said: string[] = [];
  const bundler = startProcess(run, {
    name: "pages",
    command: process.execPath,
    args: [
      join(root, "node_modules/vite/bin/vite.js"),
      ...["build", "--config", "hosting/vite.config.ts", "--logLevel", "warn"],
      ...["--outDir", join(stage.folder, "hosting/dist")],
    ],
    logFile: join(stage.logs, "pages.log"),
    onLine: (line) => said.push(line),
  });
  const how = await bundler.ended;
  if (how !== "exit code 0") throw new StackProblem(`The pages don't build (${how}):\n${said.join("\n")}`);
}
