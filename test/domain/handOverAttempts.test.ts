import { describe, expect, test } from "vitest";
import { hastenAttempt, nextAttempt } from "../../functions/src/domain/attemptSchedule.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { plainSchedule } from "../doubles/attempts.ts";
import { minutesLater, sampleWipe, start } from "../doubles/samples.ts";

const hour = 60;
const day = 24 * hour;
const weekly = {
  ...plainSchedule,
  points: [0, 1, 8, 15].map((days) => days * day * 60_000),
  afterwards: 30 * day * 60_000,
};
/** Ten days after the wipe was opened. */
const handOverOn = minutesLater(10 * day);

function nextAt(minutes: number, chance = 0, schedule = weekly): Date {
  return nextAttempt(schedule, { openedAt: start, handOverOn, now: minutesLater(minutes), chance }).at;
}

describe("attempts of a wipe whose phone is handed over", () => {
  test.each([
    ["are by the schedule until three days before", 0, 1 * day],
    ["come as soon as the three days begin", 2 * day, 7 * day + 2 * hour],
    ["are two hours apart from then on", 8 * day, 8 * day + 2 * hour],
    ["also on the day itself", 10 * day + 11 * hour, 10 * day + 13 * hour],
    ["are by the schedule once it is over", 10 * day + 12 * hour + 1, 15 * day],
  ])("%s", (_, now, at) => {
    expect(nextAt(now)).toEqual(minutesLater(at));
  });

  test("are never further apart by chance, only closer", () => {
    const jittered = { ...weekly, jitter: 0.1 };
    expect(nextAt(8 * day, 0, jittered)).toEqual(minutesLater(8 * day + 2 * hour));
    expect(nextAt(8 * day, 0.5, jittered)).toEqual(minutesLater(8 * day + 2 * hour - 6));
  });

  test("come before the quiet minutes rather than after them", () => {
    const quiet = { ...weekly, quiet: 2 * 60_000 };
    const at = new Date(minutesLater(8 * day + 2 * hour - 2).getTime() - 1);
    expect(nextAt(8 * day, 0, quiet)).toEqual(at);
    expect(nextAt(8 * day + 1, 0, quiet)).toEqual(at);
  });

  test("keep what the schedule says sooner, and that it is over", () => {
    expect(nextAt(15 * day - 30)).toEqual(minutesLater(15 * day));
    const early = { ...weekly, points: [0] };
    const next = nextAttempt(early, { openedAt: start, handOverOn, now: minutesLater(9 * day), chance: 0 });
    expect(next).toEqual({ at: minutesLater(9 * day + 2 * hour), isExhausted: true });
  });
});

describe("an open wipe whose phone will be handed over", () => {
  const attempted = { wipeId: "w", number: 1, commandId: "w.1", outcome: "accepted" } as const;
  const lastAttempt = { ...attempted, attemptedAt: minutesLater(8 * day) };
  const open: Wipe = {
    ...sampleWipe,
    handOverOn,
    lastAttempt,
    attemptIsOpen: false,
    nextStepAt: minutesLater(15 * day),
  };
  const hastened = (wipe: Wipe, minutes: number) => hastenAttempt(wipe, weekly, minutesLater(minutes));

  test("is attempted two hours after its last attempt", () => {
    expect(hastened(open, 8 * day + 30)).toEqual({ ...open, nextStepAt: minutesLater(8 * day + 2 * hour) });
  });

  test("is attempted now where that was longer ago", () => {
    expect(hastened(open, 9 * day)).toEqual({ ...open, nextStepAt: minutesLater(9 * day) });
  });

  test.each<[string, Wipe, number]>([
    ["it is attempted sooner", { ...open, nextStepAt: minutesLater(8 * day + hour) }, 8 * day],
    ["an attempt is under way", { ...open, attemptIsOpen: true }, 9 * day],
    ["FCM or a fault of ours put its attempt off", { ...open, movesInARow: 1 }, 9 * day],
    ["the day is over", open, 11 * day],
  ])("stays as it is where %s", (_, wipe, minutes) => {
    expect(hastened(wipe, minutes)).toBe(wipe);
  });
});
