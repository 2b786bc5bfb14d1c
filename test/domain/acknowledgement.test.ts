import { describe, expect, test } from "vitest";
import {
  type AcknowledgedResult,
  acknowledge,
  isComplete,
} from "../../functions/src/domain/acknowledgement.ts";
import type { Outcome, Wipe } from "../../functions/src/domain/wipe.ts";
import { minutesLater, sampleAuthentication, sampleSigning, sampleWipe } from "../doubles/samples.ts";

const sent: Wipe = { ...sampleWipe, state: "sent", attempts: 1, nextStepAt: minutesLater(5) };

function saying(signing: Outcome | undefined, authentication: Outcome | undefined): AcknowledgedResult[] {
  const answers = [
    { thumbprint: sampleSigning.thumbprint, outcome: signing },
    { thumbprint: sampleAuthentication.thumbprint, outcome: authentication },
  ];
  return answers.flatMap(({ thumbprint, outcome }) => (outcome ? [{ thumbprint, outcome }] : []));
}

function hear(wipe: Wipe, results: readonly AcknowledgedResult[], minutes = 3): Wipe {
  return acknowledge(wipe, {
    results,
    witness: "deviceSigned",
    hasTsm: false,
    nextAt: minutesLater(minutes < 5 ? 5 : 30),
    deferredUntil: minutesLater(minutes + 15),
    now: minutesLater(minutes),
  });
}

function outcomesOf({ certificates }: Wipe): (Outcome | undefined)[] {
  return certificates.map(({ outcome }) => outcome);
}

describe("an answer that every certificate is gone", () => {
  test.each([
    ["erased", "erased"],
    ["erased", "alreadyAbsent"],
    ["alreadyAbsent", "erased"],
    ["alreadyAbsent", "alreadyAbsent"],
  ] as const)("(%s, %s) confirms the wipe as device-signed and ends it", (signing, authentication) => {
    const confirmed = hear(sent, saying(signing, authentication));
    expect(confirmed).toMatchObject({
      state: "confirmed",
      evidence: "deviceSigned",
      attemptIsOpen: false,
      endedAt: minutesLater(3),
    });
    expect(confirmed).not.toHaveProperty("nextStep");
    expect(confirmed).not.toHaveProperty("nextStepAt");
    expect(outcomesOf(confirmed)).toEqual([signing, authentication]);
  });

  test.each(["pending", "sent", "received", "deferred", "stuck"] as const)(
    "confirms a wipe that is %s, also before its send was recorded",
    (state) => {
      const open: Wipe = { ...sent, state, attemptIsOpen: true };
      expect(hear(open, saying("erased", "erased"))).toMatchObject({
        state: "confirmed",
        attemptIsOpen: false,
      });
    },
  );

  test("takes the cause of being stuck with it", () => {
    const stuck: Wipe = { ...sent, state: "stuck", cause: "windowOver" };
    expect(hear(stuck, saying("erased", "erased"))).not.toHaveProperty("cause");
  });

  test("never lowers stronger evidence", () => {
    const attested: Wipe = { ...sent, evidence: "tsmConfirmed" };
    expect(hear(attested, saying("erased", "erased")).evidence).toBe("tsmConfirmed");
  });
});

describe("an answer that leaves something", () => {
  test.each([
    ["erased", undefined, "received"],
    ["erased", "stale", "received"],
    ["stale", "stale", "received"],
    ["erased", "notNow", "deferred"],
    ["notNow", "notNow", "deferred"],
    ["notNow", "stale", "deferred"],
    ["erased", "failed", "stuck"],
    ["failed", "failed", "stuck"],
    ["notNow", "failed", "stuck"],
    ["stale", "failed", "stuck"],
    ["erased", "mismatch", "stuck"],
    ["mismatch", "notNow", "stuck"],
    ["mismatch", "stale", "stuck"],
  ] as const)("(%s, %s) makes the wipe %s and evidence stays none", (signing, authentication, state) => {
    const heard = hear(sent, saying(signing, authentication));
    expect(heard).toMatchObject({ state, evidence: "none", nextStep: "attempt" });
    expect(heard).not.toHaveProperty("endedAt");
    expect(outcomesOf(heard)).toEqual([signing, authentication]);
  });

  test("is tried again by the schedule, and after not now in a quarter of an hour", () => {
    expect(hear(sent, saying("erased", "failed")).nextStepAt).toEqual(minutesLater(5));
    expect(hear(sent, saying("erased", "notNow")).nextStepAt).toEqual(minutesLater(3 + 15));
  });

  test("names the device's error as the cause only while the wipe is stuck for it", () => {
    const stuck = hear(sent, saying("failed", "erased"));
    expect(stuck.cause).toBe("deviceError");
    const later = hear(stuck, saying("notNow", undefined));
    expect(later).toMatchObject({ state: "deferred" });
    expect(later).not.toHaveProperty("cause");
  });

  test("keeps the status word of the secure element beside the outcome", () => {
    const [failed] = saying("failed", undefined);
    if (!failed) throw new Error("no result");
    const heard = hear(sent, [{ ...failed, statusWord: "6F00" }]);
    expect(heard.certificates[0]).toMatchObject({ outcome: "failed", statusWord: "6F00" });
  });
});

describe("answers one after the other", () => {
  test("add up: what was erased before stays erased, and the rest confirms", () => {
    const half = hear(sent, saying("erased", "notNow"));
    const whole = hear(half, saying(undefined, "erased"), 20);
    expect(whole).toMatchObject({ state: "confirmed", endedAt: minutesLater(20) });
  });

  test("can't take an erasure back", () => {
    const half = hear(sent, saying("erased", "failed"));
    expect(outcomesOf(hear(half, saying("failed", "failed"), 4))).toEqual(["erased", "failed"]);
  });

  test("replace an earlier status word", () => {
    const thumbprint = sampleSigning.thumbprint;
    const half = hear(sent, [{ thumbprint, outcome: "failed", statusWord: "6F00" }]);
    const [signing] = hear(half, [{ thumbprint, outcome: "notNow" }]).certificates;
    expect(signing).toEqual({ ...sent.certificates[0], outcome: "notNow" });
  });

  test("about another certificate prove nothing about these", () => {
    const foreign = { thumbprint: "f".repeat(43), outcome: "erased" } as const;
    const heard = hear(sent, [foreign, ...saying("erased", undefined)]);
    expect(heard).toMatchObject({ state: "received", evidence: "none" });
    expect(outcomesOf(heard)).toEqual(["erased", undefined]);
  });
});

describe("an answer after the end", () => {
  const confirmed = hear(sent, saying("erased", "erased"));

  test("that repeats it changes nothing", () => {
    expect(hear(confirmed, saying("erased", "erased"), 60)).toEqual(confirmed);
  });

  test.each(["failed", "notNow", "mismatch", "stale"] as const)(
    "that contradicts it with %s changes nothing",
    (outcome) => {
      expect(hear(confirmed, saying(outcome, outcome), 60)).toEqual(confirmed);
    },
  );

  test("that proves it confirms a wipe closed without proof", () => {
    const closed: Wipe = { ...sent, state: "closedUnverified", evidence: "holderDeclared" };
    expect(hear(closed, saying("erased", "erased"))).toMatchObject({
      state: "confirmed",
      evidence: "deviceSigned",
    });
  });

  test("that isn't about all of it leaves a wipe closed without proof, with what is gone, until the rest is", () => {
    const { nextStep, nextStepAt, ...rest } = sent;
    const closed: Wipe = { ...rest, state: "closedUnverified", evidence: "holderDeclared" };
    expect(hear(closed, saying("failed", "notNow"))).toEqual(closed);
    const half = hear(closed, saying("erased", "failed"));
    const [first, second] = closed.certificates;
    expect(half).toEqual({
      ...closed,
      certificates: [{ ...first, outcome: "erased", evidence: "deviceSigned" }, second],
    });
    expect(hear(half, saying("failed", "erased"))).toMatchObject({
      state: "confirmed",
      evidence: "deviceSigned",
    });
  });

  test.each([
    ["erased", "erased"],
    ["failed", "failed"],
  ] as const)("(%s, %s) leaves a cancelled wipe cancelled, without a next step", (one, other) => {
    const { nextStep, nextStepAt, ...rest } = sent;
    const cancelled: Wipe = { ...rest, state: "cancelled", endedAt: minutesLater(1) };
    const heard = hear(cancelled, saying(one, other));
    expect(heard).toMatchObject({ state: "cancelled", endedAt: minutesLater(1) });
    expect(heard).not.toHaveProperty("nextStepAt");
  });
});

test("a wipe is complete only when every certificate is known to be gone", () => {
  const with2 = (one: Outcome | undefined, other: Outcome | undefined) =>
    isComplete({
      ...sampleWipe,
      certificates: sampleWipe.certificates.map((target, i) => {
        const outcome = i === 0 ? one : other;
        return outcome ? { ...target, outcome } : target;
      }),
    });
  expect(with2("erased", "alreadyAbsent")).toBe(true);
  expect(with2("erased", undefined)).toBe(false);
  expect(with2("erased", "stale")).toBe(false);
  expect(with2("mismatch", "erased")).toBe(false);
});
