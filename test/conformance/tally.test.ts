import { expect, test } from "vitest";
import { deviationsOf, tableOf, type Verdict } from "./tally.ts";

const fine = {
  section: "1 One",
  name: "a",
  isValid: true,
  outcome: "accepted",
  isOutside: false,
  isAsListed: true,
};
const verdicts: readonly Verdict[] = [
  fine,
  { ...fine, name: "b", outcome: "refused", isOutside: true },
  { ...fine, name: "c", isValid: false, outcome: "refused" },
  { ...fine, section: "10 Ten", name: "d", isValid: false, isAsListed: false },
  { ...fine, section: "2 Two", name: "e", outcome: "refused", isAsListed: false },
];

test("cases are counted per section and together, false accepts apart", () => {
  expect(tableOf(verdicts).map((line) => line.trim().split(/ {2,}/))).toEqual([
    ["valid accepted", "valid, outside", "invalid refused", "FALSE ACCEPTS", "deviations"],
    ["1 One", "1", "1", "1", "0", "0"],
    ["2 Two", "0", "0", "0", "0", "1"],
    ["10 Ten", "0", "0", "0", "1", "1"],
    ["all", "1", "1", "1", "1", "2"],
  ]);
});

test("what went otherwise than it must is named, with what became of it", () => {
  expect(deviationsOf(verdicts)).toEqual([
    "10 Ten: d is invalid and was accepted",
    "2 Two: e is valid and was refused",
  ]);
});
