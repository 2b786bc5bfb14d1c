import { describe, expect, test } from "vitest";
import type { Device } from "../../functions/src/domain/device.ts";
import { type Instruction, instructionFor, type Situation } from "../../functions/src/domain/instruction.ts";
import type { AttemptOutcome, Outcome, Wipe } from "../../functions/src/domain/wipe.ts";
import { minutesLater, registeredAt, sampleDevice, sampleWipe, start } from "../doubles/samples.ts";

const oneDay = 24 * 60;

function daysLater(days: number): Date {
  return minutesLater(days * oneDay);
}

/** The sample wipe, opened at the start, after so many attempts of which the last came to this. */
function tried(attempts: number, outcome: AttemptOutcome, more: Partial<Wipe> = {}): Wipe {
  const lastAttempt = {
    wipeId: "wipe-1",
    number: attempts,
    commandId: "wipe-1.1",
    outcome,
    attemptedAt: minutesLater(1),
  };
  return { ...sampleWipe, state: "sent", attempts, lastAttempt, ...more };
}

/** The same, with what the phone said of its signing certificate. */
function answered(outcome: Outcome, statusWord?: string): Wipe {
  const [first, ...others] = sampleWipe.certificates;
  const word = statusWord === undefined ? {} : { statusWord };
  const certificates = first ? [{ ...first, outcome, ...word }, ...others] : [];
  return tried(2, "accepted", { state: "stuck", certificates });
}

function ended(state: "confirmed" | "closedUnverified" | "cancelled", more: Partial<Wipe> = {}): Wipe {
  const { nextStep, nextStepAt, ...rest } = sampleWipe;
  return { ...rest, state, endedAt: daysLater(1), ...more };
}

function seen(lastSeenAt: Date): Device {
  return { ...sampleDevice, lastSeenAt };
}

const before = seen(daysLater(-10));
const target = sampleDevice.pushTarget;
const [day1, day2] = [daysLater(1), daysLater(2)];
const anyReset = { yes: "yes", no: "no", unknown: "unknown" } as const;

/** What is wanted where a reset clears the chip, where it doesn't, and where nobody knows. */
type Expected = Record<keyof typeof anyReset, Instruction>;
const always = (one: Instruction): Expected => ({ yes: one, no: one, unknown: one });
const lastResort: Expected = { yes: "initialise", no: "askShop", unknown: "askShop" };

const causes: Record<string, [Omit<Situation, "resetHelps">, Expected]> = {
  "certificates that stand": [{ wipe: undefined, device: before, now: day1 }, always("nothing")],
  "a proven erasure": [{ wipe: ended("confirmed"), device: before, now: day2 }, always("nothing")],
  "a cancelled wipe": [{ wipe: ended("cancelled"), device: before, now: day2 }, always("nothing")],
  "a wipe closed by the end of retention": [
    { wipe: ended("closedUnverified"), device: before, now: day2 },
    always("openApp"),
  ],
  "one that was the SEI-TSM's": [
    { wipe: ended("closedUnverified", { scope: "applet" }), device: before, now: day2 },
    always("nothing"),
  ],
  "one of a phone that was lost": [
    { wipe: ended("closedUnverified"), device: before, now: day2, isOutOfHands: true },
    always("nothing"),
  ],
  "a phone that the holder destroyed": [
    { wipe: ended("closedUnverified", { declared: "destroyed" }), device: before, now: day2 },
    always("nothing"),
  ],
  "a phone that was destroyed and heard from since": [
    { wipe: ended("closedUnverified", { declared: "destroyed" }), device: seen(day2), now: day2 },
    lastResort,
  ],
  "a phone that the holder initialised": [
    { wipe: ended("closedUnverified", { declared: "initialised" }), device: before, now: day2 },
    { yes: "nothing", no: "askShop", unknown: "askShop" },
  ],
  "a phone that was initialised and heard from since": [
    { wipe: ended("closedUnverified", { declared: "initialised" }), device: seen(day2), now: day2 },
    lastResort,
  ],
  "a reset that was reported and didn't confirm": [
    { wipe: tried(2, "accepted", { evidence: "resetReported" }), device: before, now: day1 },
    always("askShop"),
  ],
  "a reset that was reported, and an app that has registered since": [
    {
      wipe: tried(2, "accepted", { evidence: "resetReported", resetAt: daysLater(0.5) }),
      device: registeredAt(day1),
      now: day1,
    },
    always("allowPush"),
  ],
  "a reset that was reported after the app had registered last": [
    {
      wipe: tried(2, "accepted", { evidence: "resetReported", resetAt: day1 }),
      device: registeredAt(day1),
      now: day1,
    },
    always("askShop"),
  ],
  "a wipe that is the SEI-TSM's": [
    { wipe: tried(2, "accepted", { nextStep: "askTsm" }), device: before, now: day1 },
    always("waitForTsm"),
  ],
  "a phone that was lost or stolen": [
    { wipe: tried(9, "accepted"), device: before, now: daysLater(9), isOutOfHands: true },
    always("nothing"),
  ],
  "a phone that said not now": [
    { wipe: answered("notNow"), device: seen(day1), now: day1 },
    always("keepScreenOn"),
  ],
  "a secure element that is busy, with a status word": [
    { wipe: answered("notNow", "6985"), device: seen(day1), now: day1 },
    always("restartPhone"),
  ],
  "a secure element that refused in the first days": [
    { wipe: answered("failed", "6F00"), device: seen(day1), now: day1 },
    always("restartPhone"),
  ],
  "a secure element that still refuses after three days": [
    { wipe: answered("failed", "6F00"), device: seen(day1), now: daysLater(3) },
    lastResort,
  ],
  "a secure element that doesn't obey the app": [
    { wipe: answered("failed", "6982"), device: seen(day1), now: day1 },
    lastResort,
  ],
  "another certificate in the slot": [
    { wipe: answered("mismatch"), device: seen(day1), now: day1 },
    lastResort,
  ],
  "a schedule that is over": [
    {
      wipe: tried(20, "accepted", { state: "stuck", cause: "windowOver" }),
      device: before,
      now: daysLater(91),
    },
    lastResort,
  ],
  "a device whose record is gone": [
    { wipe: tried(2, "noTarget"), device: undefined, now: day1 },
    always("installApp"),
  ],
  "a push target that FCM called dead": [
    {
      wipe: tried(2, "noTarget", { state: "stuck", cause: "unreachable" }),
      device: { ...before, pushTarget: { ...target, state: "dead", suspectAt: daysLater(-2) } },
      now: day1,
    },
    always("installApp"),
  ],
  "a dead push target whose app has asked since": [
    {
      wipe: tried(2, "noTarget", { state: "stuck", cause: "unreachable" }),
      device: { ...seen(day1), pushTarget: { ...target, state: "dead", suspectAt: daysLater(-2) } },
      now: day1,
    },
    always("openApp"),
  ],
  "a push target that FCM doesn't know once": [
    {
      wipe: tried(1, "targetUnregistered"),
      device: { ...before, pushTarget: { ...target, state: "suspect", suspectAt: minutesLater(1) } },
      now: day1,
    },
    always("openApp"),
  ],
  "a phone unheard of for 270 days": [
    {
      wipe: tried(2, "noTarget", { state: "stuck", cause: "unreachable" }),
      device: seen(daysLater(-269)),
      now: day1,
    },
    always("openApp"),
  ],
  "an app that Android may have put to sleep": [
    { wipe: tried(5, "accepted"), device: seen(daysLater(-89)), now: day1, sleepsFrom: day1 },
    always("openApp"),
  ],
  "an app that Android will put to sleep a minute later": [
    {
      wipe: tried(5, "accepted"),
      device: seen(daysLater(-89)),
      now: day1,
      sleepsFrom: minutesLater(oneDay + 1),
    },
    always("connect"),
  ],
  "a wipe just opened": [{ wipe: sampleWipe, device: before, now: start }, always("connect")],
  "a first push a minute ago to a phone in use": [
    { wipe: tried(1, "accepted"), device: seen(minutesLater(-5)), now: minutesLater(2) },
    always("connect"),
  ],
  "pushes that are never answered, by a phone not seen": [
    { wipe: tried(5, "accepted"), device: before, now: day1 },
    always("connect"),
  ],
  "pushes that are never answered, by a phone seen shortly before the revocation": [
    { wipe: tried(5, "accepted"), device: seen(minutesLater(-60)), now: day1 },
    always("openApp"),
  ],
  "pushes that are never answered, by a phone seen since": [
    { wipe: tried(5, "accepted"), device: seen(minutesLater(60)), now: day1 },
    always("allowPush"),
  ],
  "pushes that are never answered, by a phone seen since, more than three days ago": [
    { wipe: tried(9, "accepted"), device: seen(day1), now: minutesLater(4 * oneDay + 1) },
    always("connect"),
  ],
  "a phone that has the command and is at work": [
    { wipe: tried(2, "accepted", { state: "received" }), device: seen(day1), now: minutesLater(oneDay + 59) },
    always("keepScreenOn"),
  ],
  "a phone that has had the command for an hour": [
    { wipe: tried(2, "accepted", { state: "received" }), device: seen(day1), now: minutesLater(oneDay + 60) },
    always("openApp"),
  ],
  "a fault of ours that stops sending": [
    { wipe: tried(2, "faultIsOurs"), device: before, now: day1 },
    always("openApp"),
  ],
  "FCM being away": [{ wipe: tried(1, "unavailable"), device: before, now: day1 }, always("connect")],
};

describe("what the holder should do", () => {
  const rows = Object.entries(causes).flatMap(([cause, [situation, expected]]) =>
    Object.values(anyReset).map((resetHelps) => ({
      cause,
      resetHelps,
      situation,
      expected: expected[resetHelps],
    })),
  );

  test.each(rows)("about $cause, where a reset helps: $resetHelps, is $expected", (row) => {
    expect(instructionFor({ ...row.situation, resetHelps: row.resetHelps })).toBe(row.expected);
  });

  test("is never to initialise a phone whose chip a reset doesn't clear, or may not", () => {
    const asked = rows.filter(({ expected }) => expected === "initialise");
    expect(new Set(asked.map(({ resetHelps }) => resetHelps))).toEqual(new Set(["yes"]));
  });
});
