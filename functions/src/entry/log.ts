import { logger } from "firebase-functions";
import type { Refusal } from "../domain/refusal.ts";
import type { Log } from "../flow/ports.ts";

/** Codes that somebody has to be woken for; docs/deploy.md says what each means. */
const alarms: ReadonlySet<string> = new Set(["sending_stopped", "crl_unavailable", "sms_key_refused"]);
/** Codes that somebody has to look at in the morning, likewise. */
const warnings: ReadonlySet<string> = new Set([
  "app_check_replay_unknown",
  "crl_cache_full",
  "edit_put_back",
  "expiry_failed",
  "expiry_left",
  "hold_steps_failed",
  "limit_not_counted",
  "refusal_not_audited",
  "refusals_not_counted",
  "roll_up_left",
  "subject_unknown",
  "sweep_attempts_failed",
  "sweep_left",
]);

/** Logs a code and a few named fields. An object is left out: its keys may grow to hold personal data. */
export const log: Log = (code, fields = {}) => {
  const plain = Object.entries(fields).filter(([, value]) => Object(value) !== value);
  const later = warnings.has(code) ? logger.warn : logger.info;
  const write = alarms.has(code) ? logger.error : later;
  write(code, { ...Object.fromEntries(plain), code });
};

/**
 * Logs a refusal under the id that its answer carries. `route` is the path as it is declared or the callable's name, for an
 * address may have ids in it; the refusal's detail stays out, for it may tell of what was sent.
 */
export function logRefusal(
  refusal: Refusal,
  { route, correlationId }: { route: string; correlationId: string },
): void {
  log("refused", { refusal, route, correlationId });
}

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
