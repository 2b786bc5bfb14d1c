import { expect, test } from "vitest";
import { day, moment } from "../../functions/src/text/dates.ts";

test.each([
  ["2026-11-24T12:00:00Z", "Asia/Tokyo", "11月24日（火）21時", "Tuesday 24 November, 21:00"],
  ["2026-11-24T12:05:59Z", "Asia/Tokyo", "11月24日（火）21時5分", "Tuesday 24 November, 21:05"],
  ["2026-11-24T15:00:00Z", "Asia/Tokyo", "11月25日（水）0時", "Wednesday 25 November, 00:00"],
  ["2026-11-25T03:30:00Z", "America/New_York", "11月24日（火）22時30分", "Tuesday 24 November, 22:30"],
  ["2026-07-01T03:30:00Z", "America/New_York", "6月30日（火）23時30分", "Tuesday 30 June, 23:30"],
])("%s in %s is %s, or %s", (iso, timeZone, ja, en) => {
  expect(moment(new Date(iso), { locale: "ja", timeZone })).toBe(ja);
  expect(moment(new Date(iso), { locale: "en", timeZone })).toBe(en);
});

test.each([
  ["2026-12-31T15:00:00Z", "Asia/Tokyo", "1月1日（金）", "Friday 1 January"],
  ["2026-12-31T15:00:00Z", "America/New_York", "12月31日（木）", "Thursday 31 December"],
])("the day of %s in %s is %s, or %s", (iso, timeZone, ja, en) => {
  expect(day(new Date(iso), { locale: "ja", timeZone })).toBe(ja);
  expect(day(new Date(iso), { locale: "en", timeZone })).toBe(en);
});

test.each([
  [22, "日"],
  [23, "月"],
  [24, "火"],
  [25, "水"],
  [26, "木"],
  [27, "金"],
  [28, "土"],
])("the weekday of 2026-11-%i is told as %s in Japanese", (date, weekday) => {
  const noon = new Date(Date.UTC(2026, 10, date, 3));
  const tokyo = { locale: "ja", timeZone: "Asia/Tokyo" } as const;
  expect(day(noon, tokyo)).toBe(`11月${date}日（${weekday}）`);
  expect(moment(noon, tokyo)).toBe(`11月${date}日（${weekday}）12時`);
});
