import { describe, expect, test } from "vitest";
import { failedProofs, limitedUntil, limits, spend } from "../../functions/src/domain/limit.ts";
import { minutesLater, start } from "../doubles/samples.ts";

/** Ten an hour: one each six minutes. */
const ten = { count: 10, window: 60 * 60_000, shards: 1 };
const at = (minutes: number, asked = 1) => ({ now: minutesLater(minutes), asked });

describe("a limit of ten an hour", () => {
  test("grants ten at once, and the eleventh six minutes later", () => {
    const spent = spend(undefined, ten, at(0, 11));
    expect(spent).toEqual({ granted: 10, spentUntil: minutesLater(60), retryAt: minutesLater(6) });
    expect(spend(spent.spentUntil, ten, at(5))).toMatchObject({ granted: 0, retryAt: minutesLater(6) });
    expect(spend(spent.spentUntil, ten, at(6))).toMatchObject({ granted: 1, retryAt: minutesLater(12) });
  });

  test("says, while there is room, that one may ask at once", () => {
    expect(spend(undefined, ten, at(0))).toMatchObject({ granted: 1, retryAt: start });
  });

  test("moves on by nothing when it grants nothing", () => {
    const full = minutesLater(60);
    expect(spend(full, ten, at(1))).toMatchObject({ granted: 0, spentUntil: full });
  });

  test("has all of its room again when the window has passed, and saves up no more than that", () => {
    expect(spend(minutesLater(60), ten, at(60, 11)).granted).toBe(10);
    expect(spend(minutesLater(60), ten, at(6000, 11)).granted).toBe(10);
  });

  test("grants what comes at its own pace for ever", () => {
    let spentUntil: Date | undefined;
    for (let minutes = 0; minutes < 6000; minutes += 6) {
      const spending = spend(spentUntil, ten, at(minutes));
      expect(spending.granted).toBe(1);
      ({ spentUntil } = spending);
    }
  });

  test("locks nobody out for longer than its window, whatever a wider limit left behind", () => {
    const leftBehind = minutesLater(7 * 24 * 60);
    expect(spend(leftBehind, ten, at(0))).toMatchObject({ granted: 0, retryAt: minutesLater(6) });
  });

  test("isn't thrown off by an instance whose clock is behind", () => {
    const spent = spend(undefined, ten, at(1, 10));
    expect(spend(spent.spentUntil, ten, at(0))).toMatchObject({ granted: 0 });
  });
});

test.each([3, 7, 600, 6000])(
  "a limit of %i grants exactly so many, though its share is no whole millisecond",
  (count) => {
    const limit = { count, window: 100_000, shards: 1 };
    let spentUntil: Date | undefined;
    let granted = 0;
    for (let i = 0; i < count + 5; i += 1) {
      const spending = spend(spentUntil, limit, at(0));
      ({ spentUntil } = spending);
      granted += spending.granted;
    }
    expect(granted).toBe(count);
  },
);

test("a limit over several documents grants each its part", () => {
  expect(spend(undefined, { ...ten, shards: 5 }, at(0, 10)).granted).toBe(2);
});

test("a refusal for want of room says from when on there is some", () => {
  expect(limitedUntil(start)).toMatchObject({ refused: "rate_limited", retryAt: start });
});

test("every built-in limit is whole calls in a while, at least one for each document", () => {
  for (const { count, window, shards } of Object.values(limits)) {
    expect(count / shards).toBeGreaterThanOrEqual(1);
    expect(window).toBeGreaterThanOrEqual(60_000);
  }
});

test("what is charged to an address says nothing about a device or a revocation of somebody who proved who they are", () => {
  expect([...failedProofs].toSorted()).toEqual([
    "acknowledgement_refused",
    "audience_wrong",
    "card_revoked",
    "chain_expired",
    "chain_untrusted",
    "signature_invalid",
  ]);
});
