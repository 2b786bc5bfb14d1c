import { describe, expect, test } from "vitest";
import { composeHandOver, isEveningBefore } from "../../functions/src/domain/handOver.ts";
import { dayOf } from "../../functions/src/domain/handOverDay.ts";
import type { Matter } from "../../functions/src/domain/matter.ts";
import { sampleDevice } from "../doubles/samples.ts";

/** A time in Tokyo in December 2026. The phone goes on the 10th. */
function december(day: number, time = "18:00"): Date {
  return new Date(`2026-12-${String(day).padStart(2, "0")}T${time}:00+09:00`);
}

const matter: Matter = { about: "handOver", anchorAt: december(9), reminders: 0, remindAt: december(3) };
const open = { isRevoked: false, isErased: false, isTriedStill: true, instruction: "connect" } as const;
const revoked = { ...open, isRevoked: true };
const ready = { isRevoked: true, isErased: true, isTriedStill: false, instruction: "nothing" } as const;
const [model, handOverOn] = ["Sample 8", december(10, "12:00")];

test("the day is the one after the evening that it is counted from", () => {
  expect(dayOf(matter)).toEqual(handOverOn);
});

describe("until the evening before there is a countdown", () => {
  test.each([
    ["a week before", december(3), 7],
    ["put off to the morning of a later day", december(6, "08:30"), 4],
    ["late the night before", december(5, "23:59"), 5],
    ["at midnight", december(6, "00:00"), 4],
    ["three days before", december(7), 3],
    ["early in the night to the day before", december(9, "05:59"), 1],
  ])("%s", (_, now, daysLeft) => {
    const { isTriedStill, ...told } = open;
    expect(composeHandOver(sampleDevice, matter, open, now)).toEqual({
      code: "handOverSoon",
      values: { model, handOverOn, daysLeft, ...told },
    });
  });

  test("also where all is done", () => {
    expect(composeHandOver(sampleDevice, matter, ready, december(7))).toMatchObject({
      code: "handOverSoon",
      values: { isRevoked: true, isErased: true },
    });
  });
});

describe("the evening before, and on the day itself, it says", () => {
  const times = [
    december(9, "06:00"),
    december(9),
    december(10, "08:30"),
    december(10, "17:59"),
    december(10, "23:59"),
  ];

  test.each(times)("safe to hand over, where all is done (%s)", (now) => {
    expect(composeHandOver(sampleDevice, matter, ready, now)).toEqual({
      code: "handOverSafe",
      values: { model, handOverOn },
    });
  });

  test.each(times)("what to do now, where something isn't (%s)", (now) => {
    expect(composeHandOver(sampleDevice, matter, revoked, now)).toEqual({
      code: "handOverDoNow",
      values: { model, handOverOn, isRevoked: true, instruction: "connect" },
    });
    expect(composeHandOver(sampleDevice, matter, open, now)).toMatchObject({
      code: "handOverDoNow",
      values: { isRevoked: false },
    });
  });
});

describe("once the day is past", () => {
  test("it says what was left undone", () => {
    expect(composeHandOver(sampleDevice, matter, revoked, december(11, "00:00"))).toEqual({
      code: "handOverPassed",
      values: { model, handOverOn, isRevoked: true },
    });
  });

  test("there is nothing to say either once the wipe ended without proof: nothing is left to do", () => {
    const given = { ...revoked, isTriedStill: false } as const;
    expect(composeHandOver(sampleDevice, matter, given, december(16))).toBeUndefined();
  });

  test("there is nothing to say where nothing was", () => {
    expect(composeHandOver(sampleDevice, matter, ready, december(16))).toBeUndefined();
  });
});

describe("the reminder of the evening before is", () => {
  test.each([
    ["the one at its anchor", december(9), true],
    ["the same, put off to the morning", december(10, "08:30"), true],
    ["none before it", december(7), false],
    ["told on the day itself, which was named late", december(10, "23:59"), true],
    ["none once the day is over", december(11, "00:00"), false],
  ])("%s", (_, remindAt, isIt) => {
    expect(isEveningBefore({ ...matter, remindAt }, remindAt)).toBe(isIt);
  });

  test("of no other matter", () => {
    expect(isEveningBefore({ ...matter, about: "unseen", remindAt: december(9) }, december(9))).toBe(false);
  });

  test("nor when it comes after the day: nothing can be done in time any more", () => {
    const due = { ...matter, remindAt: december(9) };
    expect(isEveningBefore(due, december(10, "23:59"))).toBe(true);
    expect(isEveningBefore(due, december(11, "00:00"))).toBe(false);
  });
});
