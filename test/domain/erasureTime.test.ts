import { expect, test } from "vitest";
import { labelOfStep, stepOfShare, stepOfTime } from "../../functions/src/domain/erasureTime.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

test.each([
  [0, "1 minute"],
  [minute, "1 minute"],
  [minute + 1, "5 minutes"],
  [8 * 60 * minute, "8 hours"],
  [day + 1, "2 days"],
  [90 * day, "90 days"],
  [90 * day + 1, "more than 90 days"],
])("a time of %i ms counts to %s", (time, label) => {
  expect(labelOfStep(stepOfTime(time))).toBe(label);
});

test.each([
  [
    "the half of two is the first",
    [
      [1, 1],
      [4, 1],
    ],
    0.5,
    1,
  ],
  [
    "the half of three is the second",
    [
      [4, 1],
      [1, 1],
      [2, 1],
    ],
    0.5,
    2,
  ],
  [
    "95 of 100 leave five out",
    [
      [1, 95],
      [7, 5],
    ],
    0.95,
    1,
  ],
  [
    "95 of 100 don't leave six out",
    [
      [1, 94],
      [7, 6],
    ],
    0.95,
    7,
  ],
  [
    "a step without any is passed",
    [
      [0, 0],
      [3, 1],
    ],
    0.5,
    3,
  ],
  ["of none there is no half", [], 0.5, undefined],
] as const)("%s", (_, steps, share, step) => {
  expect(stepOfShare(new Map(steps), share)).toBe(step);
});
