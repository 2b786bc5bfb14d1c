import { describe, expect, test } from "vitest";
import { expectedWithin, nextAttempt } from "../../functions/src/domain/attemptSchedule.ts";
import { plainSchedule } from "../doubles/attempts.ts";
import { minutesLater, start } from "../doubles/samples.ts";

describe("the next attempt", () => {
  test.each([
    [0, 5],
    [4, 5],
    [5, 30],
    [29, 30],
  ])("%i min after the opening is due after %i min", (elapsed, due) => {
    expect(nextAttempt(plainSchedule, { openedAt: start, now: minutesLater(elapsed), chance: 0 })).toEqual({
      at: minutesLater(due),
      isExhausted: false,
    });
  });

  test("is counted from the opening: a late task doesn't move the later ones", () => {
    expect(nextAttempt(plainSchedule, { openedAt: start, now: minutesLater(17), chance: 0 }).at).toEqual(
      minutesLater(30),
    );
  });

  test("skips what was missed, so that catching up is never a burst", () => {
    expect(
      nextAttempt(
        { ...plainSchedule, points: [0, 60_000, 120_000, 600_000] },
        { openedAt: start, now: minutesLater(3), chance: 0 },
      ),
    ).toEqual({
      at: minutesLater(10),
      isExhausted: false,
    });
  });

  test.each([30, 31, 100_000])("after the last point, at %i min, comes a whole gap later", (elapsed) => {
    expect(nextAttempt(plainSchedule, { openedAt: start, now: minutesLater(elapsed), chance: 0 })).toEqual({
      at: minutesLater(elapsed + 24 * 60),
      isExhausted: true,
    });
  });

  test("for a clock that lies before the opening is the opening's own", () => {
    expect(nextAttempt(plainSchedule, { openedAt: start, now: minutesLater(-1), chance: 0 })).toEqual({
      at: start,
      isExhausted: false,
    });
  });
});

describe("jitter", () => {
  const jittered = { ...plainSchedule, jitter: 0.1 };

  test.each([
    [0, 5],
    [0.5, 5.25],
    [0.9, 5.45],
  ])("with chance %d puts the point at 5 min to %d min", (chance, due) => {
    const { at } = nextAttempt(jittered, { openedAt: start, now: start, chance });
    expect(at.getTime()).toBe(Math.round(minutesLater(due).getTime()));
  });
});

describe("the quiet minutes around each quarter of an hour", () => {
  const quiet = { ...plainSchedule, quiet: 2 * 60_000 };
  const at = (point: number, chance: number) =>
    nextAttempt({ ...quiet, points: [point * 60_000] }, { openedAt: start, now: start, chance }).at;

  test.each([
    [2, 2],
    [12.9, 12.9],
    [7, 7],
  ])("leave an attempt at %d min where it is", (point, due) => {
    expect(at(point, 0)).toEqual(minutesLater(due));
  });

  test.each([
    [1, 0, 2],
    [1.9, 0, 2],
    [13, 0, 17],
    [15, 0, 17],
    [16.5, 0, 17],
    [15, 0.5, 22.5],
  ])(
    "move an attempt at %d min, with chance %d, to %d min: later and spread, never earlier",
    (point, chance, due) => {
      expect(at(point, chance)).toEqual(minutesLater(due));
    },
  );
});

describe("the erasure is expected", () => {
  const [hour, day] = [60 * 60_000, 24 * 60 * 60_000];

  test.each([
    [
      "where the gaps stop growing",
      [0, 2 * hour, 8 * hour, day, 2 * day, 3 * day, 4 * day],
      30 * day,
      2 * day,
    ],
    ["at the last point where they grow to the end", [0, hour, 8 * hour], 30 * day, 8 * hour],
    ["at the second point of a steady schedule", [0, day, 2 * day], day, day],
    ["after one gap where nothing but the opening is planned", [0], day, day],
  ])("%s", (_, points, afterwards, within) => {
    expect(expectedWithin({ ...plainSchedule, points, afterwards })).toBe(within);
  });
});
