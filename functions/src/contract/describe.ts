import type { z } from "zod";

/** Which fields are wrong and how; our names and rules only, never what was sent, nor the name of a field we don't know. */
export function describe(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join(".") || "the whole"}: ${ruleOf(issue)}`)
    .join("; ");
}

function ruleOf({ code, message }: z.core.$ZodIssue): string {
  return code === "unrecognized_keys" ? "has a field that isn't known" : message;
}
