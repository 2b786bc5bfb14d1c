import { describe, expect, test } from "vitest";
import { dayOf, endOfDay, eveningBefore } from "../../functions/src/domain/handOverDay.ts";
import { refuse } from "../../functions/src/domain/refusal.ts";

const [tokyo, newYork] = ["Asia/Tokyo", "America/New_York"];
/** 23:30 on the 22nd in Tokyo, half past nine in the morning in New York. */
const now = new Date("2026-11-22T14:30:00Z");

describe("the evening before a day begins at 18:00 by clocks", () => {
  test.each([
    ["in Tokyo", "2026-12-10", tokyo, "2026-12-09T09:00:00Z"],
    ["in Tokyo, on the first of a year", "2027-01-01", tokyo, "2026-12-31T09:00:00Z"],
    ["in New York in winter", "2026-12-10", newYork, "2026-12-09T23:00:00Z"],
    ["in New York in summer", "2027-07-01", newYork, "2027-06-30T22:00:00Z"],
    ["in New York, on the evening before clocks go forward", "2027-03-14", newYork, "2027-03-13T23:00:00Z"],
    ["in New York, on the evening after", "2027-03-15", newYork, "2027-03-14T22:00:00Z"],
    [
      "where there is an hour more than half a day to UTC",
      "2026-12-10",
      "Pacific/Auckland",
      "2026-12-09T05:00:00Z",
    ],
  ])("%s", (_, on, timeZone, at) => {
    expect(eveningBefore(on, timeZone, now)).toEqual(new Date(at));
  });
});

describe("a day is taken", () => {
  test.each([
    ["that is today in Tokyo", "2026-11-22", tokyo],
    ["that is today in New York", "2026-11-22", newYork],
    ["that is a year ahead", "2027-11-22", tokyo],
  ])("%s", (_, on, timeZone) => {
    expect(eveningBefore(on, timeZone, now)).toBeInstanceOf(Date);
  });

  test("not that was yesterday, by the calendar of the zone", () => {
    const isOver = refuse("malformed_request", "That day is over: name today or a later day.");
    const midnight = new Date("2026-11-22T15:00:00Z");
    expect(eveningBefore("2026-11-21", tokyo, now)).toEqual(isOver);
    expect(eveningBefore("2026-11-22", tokyo, midnight)).toEqual(isOver);
    expect(eveningBefore("2026-11-22", newYork, midnight)).toBeInstanceOf(Date);
  });

  test("not that is more than a year ahead", () => {
    const isFar = refuse("malformed_request", "Name a day at most a year ahead.");
    expect(eveningBefore("2027-11-23", tokyo, now)).toEqual(isFar);
    expect(eveningBefore("9999-12-31", tokyo, now)).toEqual(isFar);
  });
});

test("the day has its noon 18 hours after that evening began, and ends 12 hours later", () => {
  const anchorAt = new Date("2026-12-09T09:00:00Z");
  expect(dayOf({ anchorAt })).toEqual(new Date("2026-12-10T03:00:00Z"));
  expect(endOfDay({ anchorAt })).toEqual(new Date("2026-12-10T15:00:00Z"));
});
