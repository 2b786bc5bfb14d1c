import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Asking } from "./asking.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An app that asks every ten seconds; whether it may run, and when it asked. */
function asking() {
  const state = { mayRun: true, fails: false };
  const askedAt: number[] = [];
  const start = Date.now();
  const ask = async () => {
    askedAt.push(Date.now() - start);
    if (state.fails) throw new Error("no network");
  };
  const patience = { firstWait: 1000, longestWait: 1000, tries: 3 };
  const made = new Asking({ ask, mayRun: () => state.mayRun, patience });
  made.every(10);
  return { made, state, askedAt };
}

test("it asks at every round of periodic work, and on contact only what is due", async () => {
  const { made, askedAt } = asking();
  await vi.advanceTimersByTimeAsync(5000);
  made.wake();
  await vi.advanceTimersByTimeAsync(16_000);
  expect(askedAt).toEqual([10_000, 20_000]);
});

test("a round missed while the app may not run is made up for at the next contact", async () => {
  const { made, state, askedAt } = asking();
  state.mayRun = false;
  await vi.advanceTimersByTimeAsync(12_000);
  expect(askedAt).toEqual([]);
  state.mayRun = true;
  made.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(askedAt).toEqual([12_000]);
});

test("without an answer it asks again", async () => {
  const { state, askedAt } = asking();
  state.fails = true;
  await vi.advanceTimersByTimeAsync(10_500);
  state.fails = false;
  await vi.advanceTimersByTimeAsync(5000);
  expect(askedAt).toEqual([10_000, 11_000]);
});

test("stopped, it asks no more", async () => {
  const { made, askedAt } = asking();
  made.stop();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(askedAt).toEqual([]);
});
