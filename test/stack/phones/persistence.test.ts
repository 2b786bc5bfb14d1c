import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Persistence } from "./persistence.ts";

const patience = { firstWait: 100, longestWait: 250, tries: 4 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that is done at the given try, and the times at which it was tried. */
function workDoneAt(done: number) {
  const triedAt: number[] = [];
  const start = Date.now();
  const work = async () => {
    triedAt.push(Date.now() - start);
    return triedAt.length >= done;
  };
  return { work, triedAt };
}

test("waits twice as long from try to try, never longer than the longest wait, and ends when done", async () => {
  const { work, triedAt } = workDoneAt(4);
  new Persistence(work, patience).kick();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(triedAt).toEqual([0, 100, 300, 550]);
});

test("gives up after its tries, and starts afresh at the next contact", async () => {
  const { work, triedAt } = workDoneAt(6);
  const persistence = new Persistence(work, patience);
  persistence.kick();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(triedAt).toHaveLength(4);
  persistence.kick();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(triedAt.slice(4)).toEqual([10_000, 10_100]);
});

test("a failure counts as not done", async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 3) throw new Error("no network");
    return true;
  };
  new Persistence(work, patience).kick();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tries).toBe(3);
});

test("a kick during a try is followed by another try, because what came in may be new", async () => {
  const finish: (() => void)[] = [];
  const work = () => new Promise<boolean>((resolve) => finish.push(() => resolve(true)));
  const persistence = new Persistence(work, patience);
  persistence.kick();
  persistence.kick();
  finish[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(finish).toHaveLength(2);
});

test("stopped, it tries no more", async () => {
  const { work, triedAt } = workDoneAt(9);
  const persistence = new Persistence(work, patience);
  persistence.kick();
  persistence.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(triedAt).toEqual([0]);
});
