import { describe, expect, test } from "vitest";
import { beginAttempt, endAttempt, isReachable, noteAttempt } from "../../functions/src/domain/attempt.ts";
import { nextAttempt } from "../../functions/src/domain/attemptSchedule.ts";
import type { Attempt, AttemptOutcome, Wipe } from "../../functions/src/domain/wipe.ts";
import type { WipeState } from "../../functions/src/domain/wipeMoves.ts";
import { minutesLater, sampleDevice, sampleWipe, start } from "../doubles/samples.ts";

const lease = 2 * 60_000;
const schedule = {
  points: [0, 5 * 60_000, 30 * 60_000],
  afterwards: 24 * 60 * 60_000,
  deferral: 15 * 60_000,
  jitter: 0,
  quiet: 0,
};

/** Attempt 1 is under way. */
const begun: Wipe = { ...sampleWipe, attempts: 1, attemptIsOpen: true, nextStepAt: minutesLater(2) };

function nextAfter(minutes: number) {
  return nextAttempt(schedule, { openedAt: start, now: minutesLater(minutes), chance: 0 });
}

function end(wipe: Wipe, outcome: AttemptOutcome, minutes = 1, number = wipe.attempts): Wipe {
  return endAttempt(wipe, {
    number,
    result: { outcome },
    next: nextAfter(minutes),
    now: minutesLater(minutes),
    chance: 0,
  });
}

describe("beginning an attempt", () => {
  test("takes the next number and a lease, before anything is sent", () => {
    expect(beginAttempt(sampleWipe, start, lease)).toEqual(begun);
  });

  test("is refused to a second caller while the first one's lease runs", () => {
    expect(beginAttempt(begun, minutesLater(1), lease)).toBeUndefined();
  });

  test("after a crash repeats the number, under a fresh lease", () => {
    expect(beginAttempt(begun, minutesLater(2), lease)).toEqual({ ...begun, nextStepAt: minutesLater(4) });
  });

  test("too early begins nothing", () => {
    expect(beginAttempt({ ...sampleWipe, nextStepAt: minutesLater(1) }, start, lease)).toBeUndefined();
  });

  test.each(["pending", "sent", "received", "deferred", "stuck"] as const)(
    "is for a wipe that is %s",
    (state) => {
      expect(beginAttempt({ ...sampleWipe, state }, start, lease)).toMatchObject({ state, attempts: 1 });
    },
  );

  test.each(["confirmed", "closedUnverified", "cancelled"] as const)(
    "is not for a wipe that is %s, whatever time a hand edit gave it",
    (state) => {
      expect(beginAttempt({ ...sampleWipe, state }, start, lease)).toBeUndefined();
    },
  );
});

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

describe("a result is noted on the wipe", () => {
  const attempt = (number: number, outcome: Attempt["outcome"] = "accepted"): Attempt => {
    return { wipeId: "wipe-1", number, commandId: "wipe-1.1", outcome, attemptedAt: minutesLater(number) };
  };
  const noted: Wipe = { ...begun, lastAttempt: attempt(2) };

  test("when it is the first", () => {
    expect(noteAttempt(begun, attempt(1))).toEqual({ wipe: { ...begun, lastAttempt: attempt(1) } });
  });

  test("and the one before it is filed", () => {
    expect(noteAttempt(noted, attempt(3))).toEqual({
      wipe: { ...begun, lastAttempt: attempt(3) },
      filed: attempt(2),
    });
  });

  test("in the place of an earlier one under the same number", () => {
    const again = attempt(2, "unavailable");
    expect(noteAttempt(noted, again)).toEqual({ wipe: { ...begun, lastAttempt: again } });
  });

  test("but filed itself when that of a later attempt is there already", () => {
    expect(noteAttempt(noted, attempt(1))).toEqual({ wipe: noted, filed: attempt(1) });
  });
});

describe("a message goes", () => {
  const withTarget = (state: "active" | "suspect" | "dead") => {
    return { ...sampleDevice, pushTarget: { ...sampleDevice.pushTarget, state } };
  };

  test("to an active and to a suspect target, never to a dead one or to no device at all", () => {
    expect(isReachable(withTarget("active"), start)).toBe(true);
    expect(isReachable(withTarget("suspect"), start)).toBe(true);
    expect(isReachable(withTarget("dead"), start)).toBe(false);
    expect(isReachable(undefined, start)).toBe(false);
  });

  test("no longer to a phone that wasn't heard of for 270 days", () => {
    const day = 24 * 60;
    expect(isReachable(withTarget("active"), minutesLater(270 * day - 1))).toBe(true);
    expect(isReachable(withTarget("active"), minutesLater(270 * day))).toBe(false);
  });
});
