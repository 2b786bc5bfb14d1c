import { expect, test } from "vitest";
import { evidenceLevels, strongerEvidence } from "../../functions/src/domain/evidence.ts";

test("evidence is ordered, weakest first, as designed", () => {
  expect(evidenceLevels).toEqual([
    "none",
    "holderDeclared",
    "resetReported",
    "counterChecked",
    "deviceSigned",
    "deviceAttested",
    "tsmConfirmed",
  ]);
});

test.each([
  ["none", "deviceSigned", "deviceSigned"],
  ["holderDeclared", "resetReported", "resetReported"],
  ["deviceSigned", "deviceAttested", "deviceAttested"],
  ["deviceSigned", "deviceSigned", "deviceSigned"],
  ["deviceSigned", "counterChecked", "deviceSigned"],
  ["tsmConfirmed", "deviceSigned", "tsmConfirmed"],
  ["tsmConfirmed", "none", "tsmConfirmed"],
] as const)("on %s, %s gives %s: evidence never goes down", (current, offered, kept) => {
  expect(strongerEvidence(current, offered)).toBe(kept);
});
