import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Score } from "../stack/playScenarios.ts";
import type { Run } from "../stack/stackProcess.ts";
import { runTool } from "./tool.ts";

/** The part of vitest's JSON report that counts. */
const Report = z.object({
  numTotalTests: z.int(),
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const script = "vitest/vitest.mjs";

/** Runs one vitest project; skipped and forgotten tests count as failed, and so does a project without any. */
export async function runVitest(
  run: Run,
  project: string,
  env: Readonly<Record<string, string>>,
): Promise<Score> {
  return withFile(async (file) => {
    const args = [
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ];
    const code = await runTool(run, { script, args, env });
    return toScore(readJson(file), code);
  });
}

/** How many tests a project has, found without running them; at least 1, so that none at all can't look like success. */
export async function countTests(run: Run, project: string): Promise<number> {
  return withFile(async (file) => {
    await runTool(run, {
      script,
      args: ["list", "--project", project, "--no-static-parse", `--json=${file}`],
    });
    const listed = z.array(z.unknown()).safeParse(readJson(file));
    return Math.max(1, listed.data?.length ?? 0);
  });
}

/** What a report and vitest's exit code come to. An exit code that no failed test explains counts as one failure. */
export function toScore(report: unknown, code: number): Score {
  const { data } = Report.safeParse(report);
  if (!data || data.numTotalTests === 0) return { passed: 0, failed: 1 };
  const unloaded = data.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  const failed = data.numTotalTests - data.numPassedTests + unloaded.length;
  return { passed: data.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

async function withFile<Value>(use: (file: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), "katazuke-report-"));
  try {
    return await use(join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // vitest writes no report when it finds no test or can't start.
  }
}
