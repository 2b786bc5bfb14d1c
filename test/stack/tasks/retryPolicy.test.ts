import { describe, expect, test } from "vitest";
import { backoffMs, isUsedUp } from "./retryPolicy.ts";

const policy = {
  maxAttempts: 3,
  maxRetryMs: 60_000,
  minBackoffMs: 10_000,
  maxBackoffMs: 300_000,
  maxDoublings: 3,
};

test("the backoff doubles three times, then grows evenly, then stays at its maximum", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 90].map((attempts) => backoffMs(policy, attempts) / 1000);
  expect(waits).toEqual([10, 20, 40, 80, 160, 240, 300, 300, 300]);
});

describe("a failed task is given up", () => {
  test.each([
    [2, 60_000, false],
    [3, 59_999, false],
    [3, 60_000, true],
    [9, 60_001, true],
  ])(
    "only when attempts and duration are both used up: %d attempts in %d ms",
    (attempts, ageMs, expected) => {
      expect(isUsedUp(policy, attempts, ageMs)).toBe(expected);
    },
  );

  test("by its attempts alone when the duration has no limit", () => {
    expect(isUsedUp({ ...policy, maxRetryMs: 0 }, 2, 9e9)).toBe(false);
    expect(isUsedUp({ ...policy, maxRetryMs: 0 }, 3, 0)).toBe(true);
  });

  test("by its duration alone when the attempts have no limit", () => {
    expect(isUsedUp({ ...policy, maxAttempts: -1 }, 999, 59_999)).toBe(false);
    expect(isUsedUp({ ...policy, maxAttempts: -1 }, 1, 60_000)).toBe(true);
  });

  test("never when nothing has a limit", () => {
    expect(isUsedUp({ ...policy, maxAttempts: -1, maxRetryMs: 0 }, 999, 9e9)).toBe(false);
  });
});
