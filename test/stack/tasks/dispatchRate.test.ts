import { expect, test } from "vitest";
import { DispatchRate } from "./dispatchRate.ts";

test("a rate of 10 per second lets two out in a burst, then one every 100 ms", () => {
  const rate = new DispatchRate(10, 1000);
  expect([rate.take(1000), rate.take(1000), rate.take(1000)]).toEqual([0, 0, 100]);
  expect(rate.take(1060)).toBeCloseTo(40);
  expect(rate.take(1100)).toBe(0);
});

test("an idle queue saves up no more than one burst", () => {
  const rate = new DispatchRate(10, 0);
  expect([1, 2, 3].map(() => rate.take(3_600_000))).toEqual([0, 0, 100]);
});

test("a rate below one per second still lets the first one out at once", () => {
  const rate = new DispatchRate(0.5, 0);
  expect([rate.take(0), rate.take(0)]).toEqual([0, 2000]);
});

test("a clock that is set back neither gives nor takes dispatches", () => {
  const rate = new DispatchRate(10, 5000);
  expect([rate.take(1000), rate.take(1000), rate.take(1000)]).toEqual([0, 0, 100]);
});
