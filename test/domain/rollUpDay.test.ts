import { expect, test } from "vitest";
import { boundsOf, dayBefore, daysToCount } from "../../functions/src/domain/rollUpDay.ts";

test("a day lasts from midnight to midnight in Japan", () => {
  expect(boundsOf("2026-11-22")).toEqual({
    from: new Date("2026-11-21T15:00:00.000Z"),
    until: new Date("2026-11-22T15:00:00.000Z"),
  });
});

test.each([
  ["2026-11-22T19:00:00Z", 1, "2026-11-22"],
  ["2026-11-22T14:59:59Z", 1, "2026-11-21"],
  ["2026-11-22T15:00:00Z", 1, "2026-11-22"],
  ["2026-12-31T19:00:00Z", 2, "2026-12-30"],
])("at %s the day %i before is %s", (now, days, day) => {
  expect(dayBefore(new Date(now), days)).toBe(day);
});

const finished = { day: "20", state: "finished" } as const;
const missing = (day: string) => ({ day, state: "missing" }) as const;
const counting = (day: string) => ({ day, state: "counting" }) as const;

test.each([
  ["nothing once yesterday is finished", [finished], []],
  ["what was missed, the oldest first", [missing("22"), missing("21"), finished], ["21", "22"]],
  ["what was begun and what is missed", [missing("22"), counting("21"), finished], ["21", "22"]],
  ["yesterday alone where nothing was ever counted", [missing("22"), missing("21"), missing("20")], ["22"]],
  ["from the first that was begun", [missing("22"), counting("21"), missing("20")], ["21", "22"]],
])("a run counts %s", (_, known, days) => {
  expect(daysToCount(known)).toEqual(days);
});
