import { describe, expect, test } from "vitest";
import { countReminder, reminderAt } from "../../functions/src/domain/cadence.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const day = 86_400_000;
const daysLater = (days: number) => minutesLater(days * 24 * 60);
const cadence = { points: [day, 3 * day, 7 * day], afterwards: 30 * day };

describe("reminders are due", () => {
  test.each([
    [0, 1],
    [1, 3],
    [2, 7],
    [3, 37],
    [4, 67],
  ])("after %i of them, %i days from the anchor", (reminders, days) => {
    expect(reminderAt(cadence, start, reminders)).toEqual(daysLater(days));
  });

  test("before the anchor too, where a point says so", () => {
    expect(reminderAt({ points: [-2 * day, 0], afterwards: 7 * day }, start, 0)).toEqual(daysLater(-2));
  });

  test("after each gap, where there are no points", () => {
    expect(reminderAt({ points: [], afterwards: day }, start, 0)).toEqual(daysLater(1));
    expect(reminderAt({ points: [], afterwards: day }, start, 2)).toEqual(daysLater(3));
  });
});

describe("a reminder that is made", () => {
  test.each([
    ["in time", 0, 1, 1],
    ["late, before the next one", 0, 2.9, 1],
    ["when the next one is due too", 0, 3, 2],
    ["after an outage of a month", 0, 36.9, 3],
    ["after an outage of three months", 0, 97, 6],
    ["later than that of a later count", 3, 8, 4],
  ])("%s leaves those behind that are past", (_, made, days, behind) => {
    expect(countReminder(cadence, start, made, daysLater(days))).toBe(behind);
  });
});
