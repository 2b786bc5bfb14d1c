import { expect, test } from "vitest";
import { toScore } from "./vitest.ts";

const passed = { status: "passed" };
const failed = { status: "failed" };
const file = (status: string, ...assertionResults: { status: string }[]) => ({ status, assertionResults });

test("passed and failed tests are counted", () => {
  const testResults = [file("failed", passed, failed), file("passed", passed)];
  expect(toScore({ numTotalTests: 3, numPassedTests: 2, testResults }, 1)).toEqual({ passed: 2, failed: 1 });
});

test("a skipped test counts as failed", () => {
  const testResults = [file("passed", passed, { status: "skipped" })];
  expect(toScore({ numTotalTests: 2, numPassedTests: 1, testResults }, 0)).toEqual({ passed: 1, failed: 1 });
});

test("a file that can't be loaded counts as failed, though it has no test", () => {
  const testResults = [file("passed", passed), file("failed")];
  expect(toScore({ numTotalTests: 1, numPassedTests: 1, testResults }, 1)).toEqual({ passed: 1, failed: 1 });
});

test("an exit code that no test explains counts as one failure", () => {
  expect(toScore({ numTotalTests: 1, numPassedTests: 1, testResults: [file("passed", passed)] }, 1)).toEqual({
    passed: 1,
    failed: 1,
  });
});

test.each([
  ["no report", undefined, 1],
  ["a report without tests", { numTotalTests: 0, numPassedTests: 0, testResults: [] }, 0],
])("%s is a failure, not a success with nothing in it", (_, report, code) => {
  expect(toScore(report, code)).toEqual({ passed: 0, failed: 1 });
});
