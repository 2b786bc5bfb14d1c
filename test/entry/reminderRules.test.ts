import { expect, test } from "vitest";
import { parseCountdown, parseQuietHours } from "../../functions/src/entry/reminderRules.ts";

const hour = 3_600_000;
const day = 24 * hour;
const setting = (text: string) => ({ name: "THE_PARAM", value: () => text });

test("a countdown is counted from its last point, which is the evening before", () => {
  const points = [-6 * day, -2 * day, 0];
  expect(parseCountdown(setting("P7D P3D P1D; P30D"))).toEqual({ points, afterwards: 30 * day });
});

test.each(["P1D P3D; P7D", "P3D P3D; P7D", "P3D P1D", "P3D P1D; PT0S", "soon; P7D"])(
  'the countdown "%s" is refused by the name of its param',
  (text) => {
    expect(() => parseCountdown(setting(text))).toThrow("THE_PARAM");
  },
);

test("quiet hours are minutes of the day in their zone", () => {
  const quiet = { from: 21 * 60, until: 8 * 60 + 30, timeZone: "Asia/Tokyo" };
  expect(parseQuietHours(setting("21:00/08:30 Asia/Tokyo"))).toEqual(quiet);
});

test.each([
  "21:00/08:00",
  "21:00-08:00 Asia/Tokyo",
  "24:00/08:00 Asia/Tokyo",
  "21:60/08:00 Asia/Tokyo",
  "21:00/08:00 Asia/Edo",
  "",
])('the quiet hours "%s" are refused by the name of their param', (text) => {
  expect(() => parseQuietHours(setting(text))).toThrow("THE_PARAM");
});
