import { describe, expect, test } from "vitest";
import { milliseconds, parseDuration, parseSchedule } from "../../functions/src/entry/durations.ts";
import { params } from "../../functions/src/entry/params.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const setting = (name: string, text: string) => ({ name, value: () => text });
const schedule = (text: string) => parseSchedule(setting("ATTEMPT_SCHEDULE", text));

test("the default schedule is the designed one, point by point", () => {
  const { points, afterwards } = schedule(String(params.attemptSchedule.options.default));
  expect(points).toEqual([
    0,
    5 * minute,
    30 * minute,
    2 * hour,
    8 * hour,
    24 * hour,
    48 * hour,
    ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((days) => days * day),
    ...[21, 28, 35, 42, 49, 56, 63, 70, 77, 84].map((days) => days * day),
  ]);
  expect(afterwards).toBe(30 * day);
});

test("a schedule may be points and a gap afterwards alone", () => {
  expect(schedule("PT0S PT1S PT2.5S; PT10S")).toEqual({
    points: [0, 1000, 2500],
    afterwards: 10_000,
  });
});

describe("a schedule is refused, and the message names the part:", () => {
  test.each([
    ["PT0S PT5X; P1D", '"PT5X"'],
    ["PT0S five; P1D", '"five"'],
    ["PT0S", '""'],
    ["", '""'],
    ["PT0S; P1D until; P1D", '"P1D until"'],
    ["PT0S; P1D; P1D", '"P1D"'],
    ["PT0S P2D; P1D until P1D; P1D", '"P1D until P1D"'],
    ["PT0S; PT0S until P1D; P1D", '"PT0S until P1D"'],
    ["PT0S; P1D until P2D until P3D; P1D", '"P1D until P2D until P3D"'],
    ["PT0S PT5M PT5M; P1D", '"PT0S PT5M PT5M"'],
    ["PT5M PT0S; P1D", '"PT5M PT0S"'],
    ["-PT5M PT0S; P1D", '"-PT5M PT0S"'],
    ["PT0S; PT0S", '"PT0S"'],
    ["PT0S; -P1D", '"-P1D"'],
    ["PT0S; P1M", '"P1M"'],
  ])("%j", (text, named) => {
    expect(() => schedule(text)).toThrow(`ATTEMPT_SCHEDULE: `);
    expect(() => schedule(text)).toThrow(named);
  });
});

test("a duration is in milliseconds, and what isn't one is refused by the param's name", () => {
  expect(milliseconds("ATTEMPT_LEASE", "PT2M")).toBe(2 * minute);
  expect(() => milliseconds("ATTEMPT_LEASE", "2 minutes")).toThrow('ATTEMPT_LEASE: "2 minutes"');
});

test("the default lease is longer than the 82 s that one send can take", () => {
  const lease = milliseconds("ATTEMPT_LEASE", String(params.attemptLease.options.default));
  expect(lease).toBeGreaterThan(82_000);
});

describe("a duration inside of its bounds", () => {
  const read = (text: string) =>
    parseDuration(setting("ATTEMPT_QUIET", text), { least: "PT1S", most: "PT7M" });

  test.each([
    ["PT1S", 1000],
    [" PT2M ", 2 * minute],
    ["PT7M", 7 * minute],
  ])("is taken: %j", (text, length) => {
    expect(read(text)).toBe(length);
  });

  test.each([
    ["PT0.9S", "ATTEMPT_QUIET has to be at least PT1S"],
    ["PT0S", "ATTEMPT_QUIET has to be at least PT1S"],
    ["-PT2M", "ATTEMPT_QUIET has to be at least PT1S"],
    ["PT7M1S", "ATTEMPT_QUIET has to be at most PT7M"],
    ["", 'ATTEMPT_QUIET: "" isn\'t'],
  ])("and no other: %j", (text, said) => {
    expect(() => read(text)).toThrow(said);
  });
});
