import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { platforms } from "../domain/device.ts";
import { type ResetCapability, resetAnswers } from "../domain/resetCapability.ts";
import { fromHere } from "./fromHere.ts";
import { AdminProblem } from "./problem.ts";

/** What is publicly known, as it is shipped. */
const shipped = fileURLToPath(new URL("./resetCapabilities.json", import.meta.url));

const Version = z.string().regex(/^\d{1,9}(\.\d{1,9}){0,4}$/);
const RegistryFile = z.strictObject({
  /** The day of this edition of the file. */
  version: z.iso.date(),
  capabilities: z
    .array(
      z.strictObject({
        capabilityId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
        platform: z.enum(platforms),
        model: z.string().min(1).max(64).exactOptional(),
        osVersionFrom: Version.exactOptional(),
        osVersionTo: Version.exactOptional(),
        clears: z.enum(resetAnswers),
        source: z.string().min(1).max(500),
        statedOn: z.iso.date(),
      }),
    )
    .min(1)
    // A transaction writes them all, and Firestore takes 500 writes in one.
    .max(400)
    .refine(isOneEach, "must have each capabilityId once"),
});

function isOneEach(capabilities: readonly { capabilityId: string }[]): boolean {
  return new Set(capabilities.map(({ capabilityId }) => capabilityId)).size === capabilities.length;
}

/** What a registry's file says, and of which edition it is. */
interface Registry {
  readonly version: string;
  readonly capabilities: readonly ResetCapability[];
}

/** The reset registry from a file, or the one that is shipped. Throws an AdminProblem that names what is wrong in it. */
export function readRegistry(file: string | undefined): Registry {
  const { data, error } = RegistryFile.safeParse(readJson(file === undefined ? shipped : fromHere(file)));
  if (data) return data;
  const where = error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`);
  throw new AdminProblem(`The file isn't a reset registry. ${where.slice(0, 5).join("; ")}.`);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new AdminProblem("The registry's file can't be read, or isn't JSON.");
  }
}
