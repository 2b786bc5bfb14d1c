import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { AdminProblem } from "./problem.ts";

const newest = resolve(import.meta.dirname, "../../../.stack/current/addresses.json");

/** What a running stack writes down about itself, as far as it is needed; a real project's id is not let through. */
const StackAddresses = z.object({
  projectId: z.string().startsWith("demo-"),
  firestoreHost: z.string(),
  authHost: z.string(),
});

/** Where the emulators of a running stack are, by default the newest one's; throws an AdminProblem where none runs. */
export async function findStack(file: string = newest): Promise<z.infer<typeof StackAddresses>> {
  const addresses = StackAddresses.safeParse(readJson(file)).data;
  if (!addresses) throw new AdminProblem(noStackIn(file));
  const isUp = await fetch(`http://${addresses.firestoreHost}/`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (isUp) return addresses;
  throw new AdminProblem(stackOver(file));
}

/** What to say where a file has no addresses of a local stack. */
export function noStackIn(file: string): string {
  return `There are no addresses of a local stack in ${file}: npm start runs one.`;
}

/** What to say where the stack whose addresses a file has is over, or doesn't answer. */
export function stackOver(file: string): string {
  return `The local stack of ${file} is not running any more: npm start runs a new one.`;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
