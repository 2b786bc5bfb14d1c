import { expect, test } from "vitest";
import { documentsTable, latencyTable, sweepTable } from "./tables.ts";

const counts = (reads: Record<string, number>, writes: Record<string, number>) => {
  return { reads: new Map(Object.entries(reads)), writes: new Map(Object.entries(writes)) };
};

test("documents are summed up to the confirmation, without what comes after", () => {
  const run = [
    { step: "revocation", counts: counts({ "devices (query)": 1, certificates: 2 }, { wipes: 1 }) },
    { step: "acknowledgement", counts: counts({ wipes: 1 }, { wipes: 1, audit: 1 }) },
    { step: "late task", counts: counts({ wipes: 1 }, {}) },
  ];
  expect(documentsTable([run, run, run]).split("\n").slice(2)).toEqual([
    "| revocation | 3 | 2 certificates, devices (query) | 1 | wipes |",
    "| acknowledgement | 1 | wipes | 2 | audit, wipes |",
    "| **revocation to confirmation** | **4** | aim: at most 10 | **3** | aim: at most 12 |",
    "| late task | 1 | wipes | 0 | – |",
  ]);
});

test("the ratio is between the same quantiles of both ways", () => {
  const ours = Array.from({ length: 20 }, (_, index) => 30 + index);
  const floor = Array.from({ length: 20 }, (_, index) => 20 + index);
  expect(latencyTable({ ours, floor }).split("\n").slice(2)).toEqual([
    "| revocation answered → FCM accepted | 20 | 39 ms | 48 ms | 49 ms |",
    "| floor: bare trigger that only sends | 20 | 29 ms | 38 ms | 39 ms |",
    "| **ratio** | | **1.34** | **1.26** (aim: at most 2) | 1.26 |",
  ]);
});

test("a sweep is shown per overdue wipe", () => {
  const sweep = { open: 10_000, overdue: 100, driven: 100, queryReads: 101, attemptReads: 300 };
  const rest = { attemptWrites: 300, idleReads: 16, seedSeconds: 1, sweepSeconds: 1 };
  expect(sweepTable([{ ...sweep, ...rest }]).split("\n")[2]).toBe(
    "| 10,000 | 100 | 101 | **1.01** | 300 (3.00 each) | 300 (3.00 each) | 16 |",
  );
});
