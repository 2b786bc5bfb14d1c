import { logger } from "firebase-functions";
import type { Log } from "../flow/ports.ts";

/** Logs a code and a few named fields. An object is never logged: its keys may grow to hold personal data. */
export const log: Log = (code, fields = {}) => logger.info(code, { code, ...fields });

/** Logs a failure of ours by its name and stack; the message may quote what was sent, so it stays out. */
export function logFailure(correlationId: string, error: unknown): void {
  const { name, stack } = error instanceof Error ? error : new Error("not an error");
  const frames = stack?.split("\n").filter((line) => line.startsWith("    at ")) ?? [];
  const code = Object(error).code;
  logger.error("failed", {
    code: "failed",
    correlationId,
    name,
    cause: typeof code === "string" || typeof code === "number" ? code : "unknown",
    at: frames.slice(0, 8).join("\n"),
  });
}
