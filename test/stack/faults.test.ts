import { expect, test } from "vitest";
import { createFaults } from "./faults.ts";

type Order = { kind: string; count: number; queue?: string };

test("orders are used up one call at a time, oldest first", () => {
  const faults = createFaults<Order>();
  faults.order({ kind: "drop", count: 2 });
  faults.order({ kind: "fail", count: 1 });
  const taken = [1, 2, 3, 4].map(() => faults.take(() => true)?.kind);
  expect(taken).toEqual(["drop", "drop", "fail", undefined]);
});

test("an order for something else waits and doesn't block the next one", () => {
  const faults = createFaults<Order>();
  faults.order({ kind: "drop", count: 1, queue: "other" });
  faults.order({ kind: "fail", count: 3 });
  expect(faults.take(({ queue }) => queue === undefined)?.kind).toBe("fail");
  expect(faults.open()).toEqual([
    { kind: "drop", count: 1, queue: "other" },
    { kind: "fail", count: 2 },
  ]);
});

test("clearing takes back every order", () => {
  const faults = createFaults<Order>();
  faults.order({ kind: "drop", count: 9 });
  faults.clear();
  expect(faults.take(() => true)).toBeUndefined();
});
