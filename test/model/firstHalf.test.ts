import { expect, test } from "vitest";
import { moments } from "./moments.ts";
import { isWholeRun, playHistories } from "./playHistories.ts";

test("no history of crashes, races and lies breaks a promise, first half", { timeout: 600_000 }, async () => {
  const figures = await playHistories(0);
  expect(figures.of("histories", "played")).toBeGreaterThan(0);
  if (isWholeRun) expect(figures.missing(moments)).toEqual([]);
});
