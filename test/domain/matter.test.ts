import { describe, expect, test } from "vitest";
import { isEveningBefore } from "../../functions/src/domain/handOver.ts";
import { openMatter, putOffMatter, reminded } from "../../functions/src/domain/matter.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const daysLater = (days: number) => minutesLater(days * 24 * 60);
const evening = daysLater(10);

test("a matter opens with its first reminder ahead", () => {
  expect(openMatter("newPhone", start, sampleRules, start)).toEqual({
    about: "newPhone",
    anchorAt: start,
    reminders: 0,
    remindAt: daysLater(1),
  });
});

describe("a hand-over in ten days is reminded of", () => {
  test.each([
    ["a week before, six days before its evening", 0, 0, 4],
    ["six days before its evening, named at that very moment", 4, 0, 4],
    ["two days before its evening, named later than that", 5, 1, 8],
    ["on its evening, named the day before", 9, 2, 10],
    ["a week after its day, named when that is over", 12, 3, 17],
  ])("%s", (_, named, reminders, days) => {
    const matter = openMatter("handOver", evening, sampleRules, daysLater(named));
    expect(matter).toEqual({ about: "handOver", anchorAt: evening, reminders, remindAt: daysLater(days) });
  });
});

describe("a hand-over that is named only after 18:00 of the evening before is told of in five minutes", () => {
  const minutes = 10 * 24 * 60;

  test.each([
    ["that evening", 1],
    ["that night", 9 * 60],
    ["on the day itself", 29 * 60],
  ])("%s", (_, later) => {
    const matter = openMatter("handOver", evening, sampleRules, minutesLater(minutes + later));
    const remindAt = minutesLater(minutes + later + 5);
    expect(matter).toEqual({ about: "handOver", anchorAt: evening, reminders: 2, remindAt });
    expect(isEveningBefore(matter, matter.remindAt)).toBe(true);
    expect(reminded(matter, sampleRules, remindAt)).toMatchObject({ reminders: 3, remindAt: daysLater(17) });
  });

  test("but not where the day is over by then", () => {
    const matter = openMatter("handOver", evening, sampleRules, minutesLater(minutes + 30 * 60 - 5));
    expect(matter).toMatchObject({ reminders: 3, remindAt: daysLater(17) });
  });
});

describe("after a reminder", () => {
  const open = openMatter("newPhone", start, sampleRules, start);

  test("the next one is due by the cadence", () => {
    expect(reminded(open, sampleRules, daysLater(1))).toEqual({
      ...open,
      reminders: 1,
      remindAt: daysLater(3),
    });
  });

  test("what was missed meanwhile is left out", () => {
    expect(reminded(open, sampleRules, daysLater(20))).toEqual({
      ...open,
      reminders: 4,
      remindAt: daysLater(30),
    });
  });
});

describe("a reminder that is put off", () => {
  const matter = { about: "handOver", anchorAt: evening, reminders: 1, remindAt: daysLater(8) } as const;
  const put = (now: number, until: number) =>
    putOffMatter(matter, sampleRules, { now: daysLater(now), until: daysLater(until) });

  test("comes later, where nothing else is due until then", () => {
    expect(put(8, 8.5)).toEqual({ ...matter, remindAt: daysLater(8.5) });
  });

  test("gives way to the one of the evening before, where that comes first", () => {
    const toTheEvening = { ...matter, reminders: 2, remindAt: evening };
    expect(put(8, 14)).toEqual(toTheEvening);
    expect(put(8, 10)).toEqual(toTheEvening);
  });

  test("gives way to none that was missed as well", () => {
    expect(put(11, 14)).toEqual({ ...matter, remindAt: daysLater(14) });
    expect(put(11, 17)).toEqual({ ...matter, reminders: 3, remindAt: daysLater(17) });
  });
});
