import { describe, expect, test } from "vitest";
import { beginAttempt, endAttempt } from "../../functions/src/domain/attempt.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import type { WipeState } from "../../functions/src/domain/wipeMoves.ts";
import { begun, end, lease, nextAfter } from "../doubles/attempts.ts";
import { minutesLater, sampleWipe } from "../doubles/samples.ts";

test("an attempt that found no target to send to leaves the wipe to a person, and attempts go on", () => {
  expect(end(begun, "noTarget")).toEqual({
    ...sampleWipe,
    state: "stuck",
    cause: "unreachable",
    attempts: 1,
    attemptIsOpen: false,
    nextStepAt: minutesLater(5),
  });
});

test("attempts end without proof when the schedule is over and the certificates would have expired", () => {
  const retainUntil = minutesLater(40);
  expect(end({ ...begun, retainUntil }, "accepted", 39)).toMatchObject({ state: "stuck" });
  const closed = end({ ...begun, retainUntil }, "accepted", 40);
  expect(closed).toMatchObject({ state: "closedUnverified", evidence: "none", endedAt: minutesLater(40) });
  expect(closed).not.toHaveProperty("nextStepAt");
});

describe("an attempt that ended as", () => {
  test.each([
    ["accepted", "sent"],
    ["targetUnregistered", "pending"],
    ["targetInvalid", "pending"],
    ["faultIsOurs", "pending"],
    ["allInForce", "pending"],
  ] as const)("%s leaves the wipe %s, with the next one due by the schedule", (outcome, state) => {
    expect(end(begun, outcome)).toEqual({
      ...sampleWipe,
      state,
      attempts: 1,
      attemptIsOpen: false,
      nextStep: "attempt",
      nextStepAt: minutesLater(5),
    });
  });

  test.each(["throttled", "unavailable"] as const)(
    "%s isn't used up: its number is taken again",
    (outcome) => {
      const moved = end(begun, outcome);
      expect(moved).toEqual({
        ...sampleWipe,
        attempts: 0,
        movesInARow: 1,
        attemptIsOpen: false,
        nextStepAt: minutesLater(2),
      });
      expect(beginAttempt(moved, minutesLater(2), lease)?.attempts).toBe(1);
    },
  );

  test.each([
    [1, 2],
    [3, 8],
    [5, 32],
    [6, 60],
    [40, 60],
  ])("unavailable after %i moves in a row waits %i minutes", (movesInARow, minutes) => {
    expect(end({ ...begun, movesInARow }, "unavailable").nextStepAt).toEqual(minutesLater(1 + minutes));
  });

  test("accepted ends the moves in a row", () => {
    expect(end({ ...begun, movesInARow: 5 }, "accepted").movesInARow).toBe(0);
  });

  test("unavailable ends too when the certificates would have expired", () => {
    expect(end({ ...begun, retainUntil: minutesLater(40) }, "unavailable", 40)).toMatchObject({
      state: "closedUnverified",
    });
  });

  test("a fault of ours that holds everything back isn't used up", () => {
    const result = { outcome: "faultIsOurs" } as const;
    const [next, now, heldUntil] = [nextAfter(1), minutesLater(1), minutesLater(9)];
    const held = endAttempt(begun, { number: 1, result, next, heldUntil, now, chance: 0 });
    expect(held).toMatchObject({ state: "pending", attempts: 0, nextStepAt: minutesLater(9) });
  });

  test("throttled waits as long as FCM asks", () => {
    const result = { outcome: "throttled", retryAfter: 7 * 60_000 } as const;
    const moved = endAttempt(begun, {
      number: 1,
      result,
      next: nextAfter(1),
      now: minutesLater(1),
      chance: 0,
    });
    expect(moved.nextStepAt).toEqual(minutesLater(8));
  });

  test("throttled past the last point of the schedule doesn't make the wipe stuck", () => {
    expect(end(begun, "throttled", 45)).toMatchObject({ state: "pending", nextStepAt: minutesLater(46) });
  });
});

describe("a result that comes late", () => {
  test("after the phone's answer ended the wipe changes nothing", () => {
    const { nextStep, nextStepAt, ...rest } = begun;
    const confirmed: Wipe = { ...rest, state: "confirmed", attemptIsOpen: false, endedAt: minutesLater(1) };
    expect(end(confirmed, "accepted")).toEqual(confirmed);
  });

  test("after the phone registered again changes nothing: the new attempt is due still", () => {
    const contacted: Wipe = { ...begun, attemptIsOpen: false, nextStepAt: minutesLater(1) };
    expect(end(contacted, "targetUnregistered")).toEqual(contacted);
  });

  test("of attempt 1 while attempt 2 is under way changes nothing", () => {
    const second: Wipe = { ...begun, attempts: 2 };
    expect(end(second, "targetUnregistered", 1, 1)).toEqual(second);
  });

  test("of an attempt that was repeated in the meantime counts once", () => {
    const once = end(begun, "accepted");
    expect(end(once, "unavailable", 2)).toEqual(once);
  });
});

describe("after the last point of the schedule", () => {
  test.each(["accepted", "targetUnregistered"] as const)(
    "an attempt that ended as %s leaves the wipe stuck, and attempts go on",
    (outcome) => {
      const stuck = end(begun, outcome, 30);
      expect(stuck).toMatchObject({ state: "stuck", cause: "windowOver", nextStep: "attempt" });
      expect(stuck.nextStepAt).toEqual(minutesLater(30 + 24 * 60));
      expect(beginAttempt(stuck, minutesLater(30 + 24 * 60), lease)).toMatchObject({ attempts: 2 });
    },
  );

  test("a wipe that the device failed at stays stuck for that cause", () => {
    const failed: Wipe = { ...begun, state: "stuck", cause: "deviceError" };
    expect(end(failed, "accepted", 30)).toMatchObject({ state: "stuck", cause: "deviceError" });
  });
});

test.each([
  ["received", "accepted", "received"],
  ["received", "targetUnregistered", "received"],
  ["deferred", "accepted", "sent"],
  ["deferred", "targetUnregistered", "deferred"],
  ["sent", "targetUnregistered", "pending"],
  ["stuck", "accepted", "stuck"],
] as const)("a wipe that is %s is after an attempt that ended as %s: %s", (before, outcome, after) => {
  expect(end({ ...begun, state: before satisfies WipeState }, outcome).state).toBe(after);
});
