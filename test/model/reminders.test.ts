import { expect, test } from "vitest";
import { isWholeRun, playReminders } from "./reminders/playReminders.ts";

/** What has to come at least once in a run of full length: otherwise it shows less than it says. */
const moments = {
  messages: [
    ...["notErased", "notRevokedNewPhone", "notRevokedUnseen", "hibernationForecast", "holdUndecided"],
    ...["handOverSoon", "handOverDoNow", "handOverSafe", "handOverPassed"],
  ],
  moments: ["an evening before a hand-over", "two evenings before a hand-over in one week"],
  channels: ["sms", "push to 0 phones", "push to 1 phones", "push to 2 phones"],
  steps: ["link"],
  "reminders ended the history": ["sent", "closed", "noChannel", "notWanted"],
};

test("no history of delays, crashes and races breaks a promise of the reminders", {
  timeout: 600_000,
}, async () => {
  const figures = await playReminders();
  expect(figures.of("histories", "played")).toBeGreaterThan(0);
  if (isWholeRun) expect(figures.missing(moments)).toEqual([]);
});
