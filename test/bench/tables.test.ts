import { expect, test } from "vitest";
import {
  documentsTable,
  latencyTable,
  remindTable,
  revocationTable,
  rollUpTable,
  sweepTable,
  viewTable,
} from "./tables.ts";

const counts = (reads: Record<string, number>, writes: Record<string, number>) => {
  return { reads: new Map(Object.entries(reads)), writes: new Map(Object.entries(writes)) };
};

test("documents are summed up to the confirmation, without what comes after", () => {
  const run = [
    { step: "revocation", counts: counts({ "devices (query)": 1, certificates: 2 }, { wipes: 1 }) },
    { step: "acknowledgement", counts: counts({ wipes: 1 }, { wipes: 1, audit: 1 }) },
    { step: "late task", counts: counts({ wipes: 1 }, {}) },
  ];
  const notices = [
    { step: "notice", counts: counts({ notices: 3, wipes: 1 }, { notices: 3 }) },
    { step: "notice again", counts: counts({ notices: 2 }, {}) },
  ];
  expect(documentsTable([run, run, run], notices).split("\n").slice(2)).toEqual([
    "| revocation | 3 | 2 certificates, devices (query) | 1 | wipes |",
    "| acknowledgement | 1 | wipes | 2 | audit, wipes |",
    "| **revocation to confirmation** | **4** | aim: at most 10 | **3** | aim: at most 12 |",
    "| late task | 1 | wipes | 0 | – |",
    "| notice | 4 | 3 notices, wipes | 3 | 3 notices |",
    "| **notices, for one wipe** | **4** | | **3** | |",
    "| notice again | 2 | 2 notices | 0 | – |",
  ]);
});

test("the ratio is between the same quantiles of both ways", () => {
  const spread = (from: number) =>
    Array.from({ length: 20 }, (_, index) => ({ fromAnswer: from + index, fromCommit: 2 * (from + index) }));
  expect(
    latencyTable({ ours: spread(30), floor: spread(20) })
      .split("\n")
      .slice(2),
  ).toEqual([
    "| from the answer: revocation | 39 ms | 48 ms | 49 ms |",
    "| from the answer: bare trigger | 29 ms | 38 ms | 39 ms |",
    "| **from the answer: ratio** | **1.34** | **1.26** (aim: at most 2) | 1.26 |",
    "| from the commit: revocation | 78 ms | 96 ms | 98 ms |",
    "| from the commit: bare trigger | 58 ms | 76 ms | 78 ms |",
    "| **from the commit: ratio** | **1.34** | **1.26** (aim: at most 2) | 1.26 |",
  ]);
});

test("a revocation is compared with a bare write at the same quantiles, and what lies between is told", () => {
  const spread = (from: number) => Array.from({ length: 20 }, (_, index) => from + index);
  expect(revocationTable({ ours: spread(30.25), floor: spread(10) }).split("\n")).toEqual([
    "| until the answer, 20 samples each | median | p95 | longest |",
    "|---|---|---|---|",
    "| revocation signed by card | 39.3 ms | 48.3 ms | 49.3 ms |",
    "| bare write | 19.0 ms | 28.0 ms | 29.0 ms |",
    "| **ratio** | **2.07** | **1.72** | **1.70** |",
    "| difference | 20.3 ms | 20.3 ms | 20.3 ms |",
  ]);
});

test("a sweep is shown per overdue wipe", () => {
  const sweep = { open: 10_000, overdue: 100, driven: 100, queryReads: 101, attemptReads: 300 };
  const rest = { attemptWrites: 300, idleReads: 16, seedSeconds: 1, sweepSeconds: 1 };
  expect(sweepTable([{ ...sweep, ...rest }]).split("\n")[2]).toBe(
    "| 10,000 | 100 | 101 | **1.01** | 300 (3.00 each) | 300 (3.00 each) | 16 |",
  );
});

test("the live view is summed up for one wipe, without the event that comes twice", () => {
  const steps = [
    { step: "opens", counts: counts({ wipes: 1, certificates: 2 }, { "holders/devices": 1 }) },
    { step: "ends", counts: counts({ wipes: 1 }, { "holders/devices": 1 }) },
    { step: "twice", counts: counts({ wipes: 1 }, {}) },
  ];
  expect(viewTable(steps).split("\n").slice(2)).toEqual([
    "| opens | 3 | 2 certificates, wipes | 1 | holders/devices |",
    "| ends | 1 | wipes | 1 | holders/devices |",
    "| **live view, for one wipe** | **4** | | **2** | |",
    "| twice | 1 | wipes | 0 | – |",
  ]);
});

test("reminders are shown per due wipe, with the memory of the process", () => {
  const run = { open: 100_000, due: 500, queryReads: 550, reminderReads: 6000, reminderWrites: 2500 };
  const memory = [
    { heap: 61_400_000, resident: 201_400_000 },
    { heap: 61_600_000, resident: 203_600_000 },
  ] as const;
  const rest = { idleReads: 50, memory, seedSeconds: 1, runSeconds: 1 };
  expect(remindTable([{ ...run, ...rest }]).split("\n")[2]).toBe(
    "| 100,000 | 500 | 550 | **1.10** | 12.00 | 5.00 | 50 | 61 MB, 62 MB | 201 MB, 204 MB |",
  );
});

test("a day's counting is shown per thing counted, with the memory of the process", () => {
  const run = { older: 20_000, open: 1000, ended: 1000, messages: 2000, reads: 4400, writes: 20 };
  const memory = [
    { heap: 61_400_000, resident: 201_400_000 },
    { heap: 61_600_000, resident: 203_600_000 },
  ] as const;
  expect(rollUpTable([{ ...run, idleReads: 1, memory, runSeconds: 1 }]).split("\n")[2]).toBe(
    "| 20,000 each | 1,000 | 1,000 | 2,000 | 4,400 | **1.10** | 20 | 1 | 61 MB, 62 MB | 201 MB, 204 MB |",
  );
});
