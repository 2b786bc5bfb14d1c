import { describe, expect, test } from "vitest";
import { beginAttempt, isReachable, noteAttempt } from "../../functions/src/domain/attempt.ts";
import type { Attempt, Wipe } from "../../functions/src/domain/wipe.ts";
import { begun, lease } from "../doubles/attempts.ts";
import { minutesLater, sampleDevice, sampleWipe, start } from "../doubles/samples.ts";

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

describe("a result is noted on the wipe", () => {
  const attempt = (number: number, outcome: Attempt["outcome"] = "accepted"): Attempt => {
    return { wipeId: "wipe-1", number, commandId: "wipe-1.1", outcome, attemptedAt: minutesLater(number) };
  };
  const noted: Wipe = { ...begun, lastAttempt: attempt(2) };

  const counted = { isIgnored: false, isFiled: false };
  const ignored = { isIgnored: true, isFiled: false };

  test("when it is the first", () => {
    expect(noteAttempt(begun, attempt(1), counted)).toEqual({ wipe: { ...begun, lastAttempt: attempt(1) } });
  });

  test("when it is the first, also of a wipe that has moved on meanwhile", () => {
    expect(noteAttempt(begun, attempt(1), ignored)).toEqual({ wipe: { ...begun, lastAttempt: attempt(1) } });
  });

  test("and the one before it is filed", () => {
    expect(noteAttempt(noted, attempt(3), counted)).toEqual({
      wipe: { ...begun, lastAttempt: attempt(3) },
      filed: attempt(2),
    });
  });

  test("in the place of an earlier one under the same number that was repeated", () => {
    const again = attempt(2, "unavailable");
    expect(noteAttempt(noted, again, counted)).toEqual({ wipe: { ...begun, lastAttempt: again } });
  });

  test("but not in the place of the one that counted, when it is a straggler's under the same number", () => {
    expect(noteAttempt(noted, attempt(2, "unavailable"), ignored)).toEqual({ wipe: noted });
  });

  test("but filed itself when that of a later attempt is there already", () => {
    expect(noteAttempt(noted, attempt(1), ignored)).toEqual({ wipe: noted, filed: attempt(1) });
  });

  test("and left out when its number was filed already", () => {
    expect(noteAttempt(noted, attempt(1), { isIgnored: true, isFiled: true })).toEqual({ wipe: noted });
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
