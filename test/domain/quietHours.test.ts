import { describe, expect, test } from "vitest";
import {
  afterQuiet,
  endOfToday,
  isQuiet,
  type QuietHours,
  quietFrom,
} from "../../functions/src/domain/quietHours.ts";

const night: QuietHours = { from: 21 * 60, until: 8 * 60, timeZone: "Asia/Tokyo" };

/** A time of day in Tokyo, on 22 November 2026 unless another day is said. */
function tokyo(time: string, day = "22"): Date {
  return new Date(`2026-11-${day}T${time}+09:00`);
}

describe("it is quiet", () => {
  test.each([
    ["20:59:59", false],
    ["21:00:00", true],
    ["23:59:59", true],
    ["00:00:00", true],
    ["07:59:59", true],
    ["08:00:00", false],
    ["12:00:00", false],
  ])("at %s: %s", (time, quiet) => {
    expect(isQuiet(tokyo(time), night)).toBe(quiet);
  });

  test("within one day, where it ends after it begins", () => {
    const siesta = { ...night, from: 13 * 60, until: 15 * 60 };
    expect(["12:59", "13:00", "14:59", "15:00"].map((time) => isQuiet(tokyo(`${time}:00`), siesta))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test("never, where it ends when it begins", () => {
    expect(isQuiet(tokyo("00:00:00"), { ...night, from: 0, until: 0 })).toBe(false);
    expect(isQuiet(tokyo("21:00:00"), { ...night, until: 21 * 60 })).toBe(false);
  });

  test("by the zone's own clock", () => {
    const berlin = { ...night, timeZone: "Europe/Berlin" };
    expect(isQuiet(new Date("2026-11-22T20:00:00Z"), berlin)).toBe(true);
    expect(isQuiet(new Date("2026-07-22T19:00:00Z"), berlin)).toBe(true);
    expect(isQuiet(new Date("2026-11-22T19:00:00Z"), berlin)).toBe(false);
  });
});

describe("what falls into the night comes", () => {
  test("at its own time by day", () => {
    expect(afterQuiet(tokyo("20:59:59"), night, 0.9)).toEqual(tokyo("20:59:59"));
  });

  test("the same morning after midnight, spread over an hour", () => {
    expect(afterQuiet(tokyo("03:20:40"), night, 0)).toEqual(tokyo("08:00:00"));
    expect(afterQuiet(tokyo("03:20:40"), night, 0.5)).toEqual(tokyo("08:30:00"));
  });

  test("the next morning before midnight", () => {
    expect(afterQuiet(tokyo("21:00:00"), night, 0)).toEqual(tokyo("08:00:00", "23"));
  });

  test("within the day that is left, where that is shorter than an hour", () => {
    const nearlyAlways = { ...night, from: 8 * 60 + 30, until: 8 * 60 };
    expect(afterQuiet(tokyo("12:00:00"), nearlyAlways, 0.5)).toEqual(tokyo("08:15:00", "23"));
    expect(isQuiet(afterQuiet(tokyo("12:00:00"), nearlyAlways, 0.999), nearlyAlways)).toBe(false);
  });

  test("after the night, also in one that is an hour longer or shorter than others", () => {
    const berlin = { ...night, timeZone: "Europe/Berlin" };
    const longNight = afterQuiet(new Date("2026-10-24T20:00:00Z"), berlin, 0);
    expect(longNight).toEqual(new Date("2026-10-25T07:00:00Z"));
    const shortNight = afterQuiet(new Date("2026-03-28T21:00:00Z"), berlin, 0);
    expect(shortNight).toEqual(new Date("2026-03-29T07:00:00Z"));
    for (const morning of [longNight, shortNight]) expect(isQuiet(morning, berlin)).toBe(false);
  });
});

describe("the next night begins", () => {
  test.each([
    ["08:00:00", tokyo("21:00:00")],
    ["20:59:59", tokyo("21:00:00")],
    ["21:00:00", tokyo("21:00:00")],
    ["23:10:20", tokyo("23:10:20")],
    ["07:59:59", tokyo("07:59:59")],
  ])("seen from %s", (time, begins) => {
    expect(quietFrom(tokyo(time), night)).toEqual(begins);
  });

  test("nowhere, where it is never quiet", () => {
    expect(quietFrom(tokyo("12:00:00"), { ...night, from: 0, until: 0 })).toBeUndefined();
  });

  test("by the clock of the zone, also on days that are an hour longer or shorter", () => {
    const berlin = { ...night, timeZone: "Europe/Berlin" };
    const longDay = quietFrom(new Date("2026-10-24T22:30:00Z"), { ...berlin, from: 12 * 60, until: 13 * 60 });
    expect(longDay).toEqual(new Date("2026-10-25T11:00:00Z"));
    const shortDay = quietFrom(new Date("2026-03-28T23:30:00Z"), {
      ...berlin,
      from: 12 * 60,
      until: 13 * 60,
    });
    expect(shortDay).toEqual(new Date("2026-03-29T10:00:00Z"));
  });
});

test("a day ends at the next midnight of the zone, on days of 23 and 25 hours too", () => {
  expect(endOfToday(tokyo("00:00:00"), "Asia/Tokyo")).toEqual(tokyo("00:00:00", "23"));
  expect(endOfToday(tokyo("23:59:59"), "Asia/Tokyo")).toEqual(tokyo("00:00:00", "23"));
  const [long, short] = [new Date("2026-10-24T22:10:00Z"), new Date("2026-03-28T23:10:00Z")];
  expect(endOfToday(long, "Europe/Berlin")).toEqual(new Date("2026-10-25T23:00:00Z"));
  expect(endOfToday(short, "Europe/Berlin")).toEqual(new Date("2026-03-29T22:00:00Z"));
});
