import { logger } from "firebase-functions";
import type { Log } from "../flow/ports.ts";

/** Codes that somebody has to be woken for; docs/deploy.md says what each means. */
const alarms: ReadonlySet<string> = new Set(["sending_stopped", "crl_unavailable", "sms_key_refused"]);

/** Logs a code and a few named fields. An object is left out: its keys may grow to hold personal data. */
export const log: Log = (code, fields = {}) => {
  const plain = Object.entries(fields).filter(([, value]) => Object(value) !== value);
  const write = alarms.has(code) ? logger.error : logger.info;
  write(code, { ...Object.fromEntries(plain), code });
};

/** Logs a failure of ours by its name and stack; the message may quote what was sent, so it stays out. */
export function logFailure(correlationId: string, error: unknown): void {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error("not an error");
  const frames = stack
    .replace(message, () => "")
    .split("\n")
    .filter((line) => line.startsWith("    at "));
  const code = Object(error).code;
  logger.error("failed", {
    code: "failed",
    correlationId,
    name,
    cause: typeof code === "string" || typeof code === "number" ? code : "unknown",
    at: frames.slice(0, 8).join("\n"),
  });
}
