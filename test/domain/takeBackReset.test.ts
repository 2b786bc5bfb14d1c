import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import type { Device } from "../../functions/src/domain/device.ts";
import { isInUseAgain } from "../../functions/src/domain/inUseAgain.ts";
import { takeBackReset } from "../../functions/src/domain/takeBackReset.ts";
import { type AttemptOutcome, attemptOutcomes, type Wipe } from "../../functions/src/domain/wipe.ts";
import { both, wipeIn } from "../doubles/clearanceFacts.ts";
import { minutesLater, sampleDevice } from "../doubles/samples.ts";

const now = minutesLater(70);
const resetOf = { scope: "applet", nextStep: "askTsm", resetVersion: 1, resetAt: minutesLater(60) } as const;

/** A reset's wipe after so many requests, of which the last came to this. */
function asked(attempts: number, outcome?: AttemptOutcome, number = attempts): Wipe {
  const attempt = { wipeId: "wipe-1", commandId: "wipe-1.1", attemptedAt: minutesLater(61) };
  const lastAttempt = outcome && { ...attempt, number, outcome };
  return wipeIn("pending", { ...resetOf, attempts, ...(lastAttempt ? { lastAttempt } : {}) });
}

/** The phone, registered in that minute with both certificates, or without the first, which it showed in another one. */
function back(minute: number, firstAt?: number): Device {
  const at = minutesLater(minute);
  const [first = ""] = sampleDevice.certificateIds;
  const shownBefore = firstAt === undefined ? [] : [{ certificateId: first, at: minutesLater(firstAt) }];
  const pushTarget = { ...sampleDevice.pushTarget, seenAt: at };
  return { ...sampleDevice, pushTarget, registrationSignedAt: at, shownBefore };
}

function takenBack(wipe: Wipe, own: readonly Certificate[] = both("valid"), device = back(61)) {
  return takeBackReset(wipe, { device, own }, now)?.state;
}

describe("a reset's wipe is taken back", () => {
  test("once the phone has signed with all that it lists, at once or not, after what its maker told of", () => {
    expect(takenBack(asked(0))).toBe("cancelled");
    expect(takenBack(asked(0), both("valid"), back(63, 62))).toBe("cancelled");
    expect(takenBack(asked(0), both("onHold", "valid"))).toBe("cancelled");
    expect(takenBack(asked(0), both("valid"), back(60))).toBeUndefined();
    expect(takenBack(asked(0), both("valid"), back(63, 59))).toBeUndefined();
    expect(takenBack(asked(0), both("valid", "revoked"))).toBeUndefined();
  });

  test("not where no reset made it, nor once it is over", () => {
    const { resetVersion, ...revoked } = asked(0);
    expect(takenBack(revoked)).toBeUndefined();
    expect(takenBack(wipeIn("confirmed", resetOf))).toBeUndefined();
  });

  /** By hand: whether the SEI-TSM has nothing of a request that came to this at first. */
  const refused: Record<AttemptOutcome, boolean> = {
    accepted: false,
    targetUnregistered: false,
    targetInvalid: false,
    faultIsOurs: true,
    throttled: true,
    unavailable: false,
    noTarget: true,
    // Under the same number it may have been asked before.
    allInForce: false,
  };

  test.each(attemptOutcomes)(
    "only where the SEI-TSM can't have the request: the first came to %s",
    (outcome) => {
      const expected = refused[outcome] ? "cancelled" : undefined;
      expect(takenBack(asked(1, outcome))).toBe(expected);
      // One that was moved keeps its number for the next time.
      expect(takenBack(asked(0, outcome, 1))).toBe(expected);
      // What came of an earlier one isn't known here.
      expect(takenBack(asked(2, outcome))).toBeUndefined();
      expect(takenBack(asked(1, outcome, 2))).toBeUndefined();
    },
  );

  test("not while a request is under way, nor after one whose end nobody saw", () => {
    expect(takenBack({ ...asked(1), attemptIsOpen: true })).toBeUndefined();
    expect(takenBack(asked(1))).toBeUndefined();
  });
});

test("a request that was put off once was refused; of several nobody knows how the first ones ended", () => {
  expect(takenBack({ ...asked(0, "throttled", 1), movesInARow: 1 })).toBe("cancelled");
  expect(takenBack({ ...asked(0, "throttled", 1), movesInARow: 2 })).toBeUndefined();
});

test("a phone counts as in use again also where the SEI-TSM has the request", () => {
  expect(isInUseAgain(asked(1, "accepted"), back(61), both("valid"))).toBe(true);
  expect(isInUseAgain(asked(1, "accepted"), back(60), both("valid"))).toBe(false);
});
