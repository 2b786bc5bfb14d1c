import { expect, test } from "vitest";
import { duration } from "../../functions/src/text/durations.ts";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

test.each([
  [second, "1分", "1 minute"],
  [90 * second, "2分", "2 minutes"],
  [2 * hour - minute, "119分", "119 minutes"],
  [2 * hour, "2時間", "2 hours"],
  [2 * hour + 1, "3時間", "3 hours"],
  [48 * hour, "48時間", "48 hours"],
  [3 * day, "72時間", "72 hours"],
  [3 * day + 1, "4日", "4 days"],
  [14 * day, "14日", "14 days"],
])("%i ms are promised as %s, or %s: never as less", (milliseconds, ja, en) => {
  expect(duration(milliseconds, "ja")).toBe(ja);
  expect(duration(milliseconds, "en")).toBe(en);
});
