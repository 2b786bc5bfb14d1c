import { z } from "zod";
import type { AttemptResult } from "../domain/attempt.ts";
import type { AttemptOutcome } from "../domain/wipe.ts";

/** What firebase-admin throws, as far as it is read here. */
const SendError = z.object({
  code: z.string(),
  httpResponse: z
    .object({ headers: z.record(z.string(), z.unknown()).optional(), data: z.unknown().optional() })
    .optional(),
});

const fcmErrorType = "type.googleapis.com/google.firebase.fcm.v1.FcmError";

/** Whose fault each of FCM's answers is, by the SDK's code. What isn't listed is FCM's: the attempt is moved, not lost. */
const outcomes: Readonly<Record<string, AttemptOutcome>> = {
  "messaging/registration-token-not-registered": "targetUnregistered",
  "messaging/installation-id-not-registered": "targetUnregistered",
  "messaging/invalid-registration-token": "targetInvalid",
  "messaging/invalid-argument": "faultIsOurs",
  "messaging/mismatched-credential": "faultIsOurs",
  "messaging/third-party-auth-error": "faultIsOurs",
  "messaging/authentication-error": "faultIsOurs",
  "messaging/invalid-payload": "faultIsOurs",
  "messaging/payload-size-limit-exceeded": "faultIsOurs",
  "app/invalid-credential": "faultIsOurs",
  "messaging/message-rate-exceeded": "throttled",
  "messaging/device-message-rate-exceeded": "throttled",
  "messaging/quota-exceeded": "throttled",
  "messaging/internal-error": "unavailable",
  "messaging/server-unavailable": "unavailable",
  "app/network-error": "unavailable",
  "app/network-timeout": "unavailable",
};

/**
 * What a failed send means for the attempt. Two answers share a code with one of another fault and are told apart by the
 * body: NOT_FOUND without FcmError is a wrong project (ours), and INVALID_ARGUMENT that names the target is the target's.
 */
export function outcomeOf(error: unknown): AttemptResult {
  const parsed = SendError.safeParse(error);
  if (!parsed.success) return { outcome: "unavailable" };
  const { code, httpResponse } = parsed.data;
  const body = JSON.stringify(httpResponse?.data ?? "");
  const outcome = outcomes[code] ?? "unavailable";
  if (outcome === "targetUnregistered" && !body.includes(fcmErrorType)) return { outcome: "faultIsOurs" };
  if (code === "messaging/invalid-argument" && namesTarget.test(body)) return { outcome: "targetInvalid" };
  const unknown = outcomes[code] === undefined ? { code } : {};
  return { outcome, ...unknown, ...retryAfter(httpResponse?.headers) };
}

/** FCM names the target as a field, or, as seen on the live service, only in its message. */
const namesTarget = /message\.(token|fid)|not a valid FCM registration token/i;

function retryAfter(headers: Readonly<Record<string, unknown>> = {}): { retryAfter?: number } {
  const seconds = Number(headers["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfter: seconds * 1000 } : {};
}
