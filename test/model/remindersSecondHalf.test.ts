import { expect, test } from "vitest";
import { moments } from "./reminders/moments.ts";
import { isWholeRun, playReminders } from "./reminders/playReminders.ts";

test("no history of delays, crashes and races breaks a promise of the reminders, second half", {
  timeout: 600_000,
}, async () => {
  const figures = await playReminders(1);
  expect(figures.of("histories", "played")).toBeGreaterThan(0);
  if (isWholeRun) expect(figures.missing(moments)).toEqual([]);
});
