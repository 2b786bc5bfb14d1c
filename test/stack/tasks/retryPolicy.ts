/** How a queue retries, in Cloud Tasks' own terms; times in milliseconds. */
export interface RetryPolicy {
  /** First attempt included; -1 means no limit. */
  readonly maxAttempts: number;
  /** Counted from the first attempt; 0 means no limit. */
  readonly maxRetryMs: number;
  readonly minBackoffMs: number;
  readonly maxBackoffMs: number;
  readonly maxDoublings: number;
}

/** The wait after the given number of attempts: doubles `maxDoublings` times, then grows evenly up to the maximum. */
export function backoffMs(policy: RetryPolicy, attempts: number): number {
  const doublings = Math.min(attempts - 1, policy.maxDoublings);
  const steps = Math.max(1, attempts - policy.maxDoublings);
  return Math.min(policy.minBackoffMs * 2 ** doublings * steps, policy.maxBackoffMs);
}

/** Whether a failed task is given up: every limit that is set must be used up, and with none it never is. */
export function isUsedUp(policy: RetryPolicy, attempts: number, ageMs: number): boolean {
  const limits = [
    ...(policy.maxAttempts === -1 ? [] : [attempts >= policy.maxAttempts]),
    ...(policy.maxRetryMs === 0 ? [] : [ageMs >= policy.maxRetryMs]),
  ];
  return limits.length > 0 && limits.every(Boolean);
}
