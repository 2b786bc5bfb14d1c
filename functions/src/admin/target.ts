import { z } from "zod";
import type { OptionTexts } from "./command.ts";
import { UsageProblem } from "./problem.ts";

/** Where a command works: in a real project, or on a stack whose addresses a file tells. */
export type Target =
  | { readonly kind: "project"; readonly projectId: string }
  | { readonly kind: "local"; readonly addressesFile: string | undefined };

export const targetTexts: OptionTexts = {
  project: { takes: "a Firebase project's id", tells: "work in this project, for real" },
  local: { tells: "work on the newest local stack (npm start)" },
  stack: { takes: "an addresses.json", tells: "work on the local stack that this file is of" },
};

const ProjectId = z.string().regex(/^(?!demo-)[a-z][a-z0-9-]{4,28}[a-z0-9]$/);

const Values = z.object({
  project: z.string().optional(),
  local: z.boolean().optional(),
  stack: z.string().optional(),
});

/** Where to work; there is no default, so that nothing happens to a project that wasn't named. Throws a UsageProblem. */
export function readTarget(values: unknown): Target {
  const { project, local, stack } = Values.parse(values);
  const isLocal = local === true || stack !== undefined;
  if (project !== undefined && isLocal)
    throw new UsageProblem("--project and a local stack exclude each other.");
  if (isLocal) return { kind: "local", addressesFile: stack };
  if (project === undefined)
    throw new UsageProblem("Say where: --project ID for a Firebase project, --local for the local stack.");
  if (ProjectId.safeParse(project).success) return { kind: "project", projectId: project };
  throw new UsageProblem("--project takes a Firebase project's id; a demo project runs locally: --local.");
}

/** Where, in words. */
export function describeTarget(target: Target): string {
  return target.kind === "project" ? `project ${target.projectId}` : "the local stack";
}
