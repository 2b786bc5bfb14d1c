import { expect, test } from "vitest";
import { watchIdle } from "../../../hosting/src/shop/idle.ts";
import { timers } from "./timers.ts";

const minute = 60_000;

function bench() {
  const clock = timers();
  const idleAt: number[] = [];
  const watch = watchIdle({
    now: clock.now,
    later: clock.later,
    onIdle: () => idleAt.push(clock.now() / minute),
  });
  return { clock, idleAt, watch };
}

test("a page that nobody touches is left after a quarter of an hour, and again if somebody signs in and goes", () => {
  const { clock, idleAt } = bench();
  clock.pass(15 * minute - 1);
  expect(idleAt).toEqual([]);
  clock.pass(1);
  expect(idleAt).toEqual([15]);
  clock.pass(15 * minute);
  expect(idleAt).toEqual([15, 30]);
});

test("every touch begins the quarter of an hour anew", () => {
  const { clock, idleAt, watch } = bench();
  clock.pass(10 * minute);
  watch.touch();
  clock.pass(14 * minute);
  watch.touch();
  clock.pass(14 * minute);
  expect(idleAt).toEqual([]);
  clock.pass(minute);
  expect(idleAt).toEqual([39]);
});

test("the touch that wakes a tablet comes too late, and is not taken for the clerk's", () => {
  const { clock, idleAt, watch } = bench();
  clock.sleep(20 * minute);
  watch.touch();
  expect(idleAt).toEqual([20]);
});

test("a page that is seen again looks at the clock first", () => {
  const { clock, idleAt, watch } = bench();
  clock.sleep(14 * minute);
  watch.check();
  expect(idleAt).toEqual([]);
  clock.sleep(minute);
  watch.check();
  expect(idleAt).toEqual([15]);
});
