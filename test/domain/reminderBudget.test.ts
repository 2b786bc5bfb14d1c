import { describe, expect, test } from "vitest";
import { giveBack, joinBudgets, roomAt, spend } from "../../functions/src/domain/reminderBudget.ts";
import { minutesLater } from "../doubles/samples.ts";

const daysLater = (days: number) => minutesLater(days * 24 * 60);
const [usual, urgent] = [
  { aWeek: 3, isUrgent: false },
  { aWeek: 3, isUrgent: true },
];

function reminded(...days: readonly number[]) {
  return { remindedAt: days.map(daysLater) };
}

describe("with three reminders a week, another one has room", () => {
  test.each([
    ["at once after none", [], 5, 5],
    ["at once after one", [4], 5, 5],
    ["a week after the first of two", [1, 4], 5, 8],
    ["at the very end of that week", [1, 4], 8, 8],
    ["a week after the last but one of three", [1, 3, 4], 5, 10],
    ["at once when all are older", [1, 3, 4], 20, 20],
  ])("%s", (_, days, now, at) => {
    expect(roomAt(reminded(...days), usual, daysLater(now))).toEqual(daysLater(at));
  });
});

describe("what is urgent comes at once", () => {
  test.each([
    ["after two", [1, 4]],
    ["after three, the last of them urgent too", [1, 3, 4]],
    ["after more", [1, 2, 3, 4]],
  ])("%s", (_, days) => {
    expect(roomAt(reminded(...days), urgent, daysLater(5))).toEqual(daysLater(5));
  });
});

test("of two a week one is kept back", () => {
  const [usualOfTwo, urgentOfTwo] = [
    { aWeek: 2, isUrgent: false },
    { aWeek: 2, isUrgent: true },
  ];
  expect(roomAt(reminded(1), usualOfTwo, daysLater(2))).toEqual(daysLater(8));
  expect(roomAt(reminded(1), urgentOfTwo, daysLater(2))).toEqual(daysLater(2));
  expect(roomAt(reminded(1, 2), usualOfTwo, daysLater(3))).toEqual(daysLater(9));
});

test("a reminder is counted, and what is a week old is forgotten", () => {
  const budget = { holderId: "holder-1", ...reminded(1, 3, 7.5) };
  expect(spend(budget, daysLater(10))).toEqual({
    ...{ holderId: "holder-1", ...reminded(7.5, 10), expiresAt: daysLater(18) },
  });
});

test("a place is given back once, however many reminders were made at the same time", () => {
  const budget = { holderId: "holder-1", ...reminded(1, 3, 3) };
  const after = giveBack(budget, daysLater(3));
  expect(after).toEqual({ holderId: "holder-1", ...reminded(1, 3) });
  expect(giveBack(after, daysLater(2))).toBe(after);
});

test("what two ids of one person have spent is counted together, in its order", () => {
  const present = { holderId: "holder-2", ...reminded(2, 5), expiresAt: daysLater(13) };
  const earlier = { holderId: "holder-1", ...reminded(1, 5, 6) };
  expect(joinBudgets(present, [earlier])).toEqual({ ...present, ...reminded(1, 2, 5, 5, 6) });
});
