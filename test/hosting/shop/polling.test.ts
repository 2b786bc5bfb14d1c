import { expect, test } from "vitest";
import { pollDelay, startPolling } from "../../../hosting/src/shop/polling.ts";
import { timers } from "./timers.ts";

function bench() {
  const clock = timers();
  const looks: ((went: boolean) => Promise<void>)[] = [];
  const signals: AbortSignal[] = [];
  const look = (until: AbortSignal) => {
    signals.push(until);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    looks.push(async (went) => {
      resolve(went);
      await promise;
    });
    return promise;
  };
  const answer = async (went: boolean) => {
    await looks.at(-1)?.(went);
    await Promise.resolve();
  };
  return { clock, looks, signals, answer, polling: startPolling({ look, later: clock.later }) };
}

test("looks come every two seconds, and ever later while they fail, half a minute at most", () => {
  expect([0, 1, 2, 3, 4, 9].map(pollDelay)).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test("the next look waits for the answer to the one before, and then for its time", async () => {
  const { clock, looks, answer } = bench();
  clock.pass(1999);
  expect(looks).toHaveLength(0);
  clock.pass(1);
  expect(looks).toHaveLength(1);
  clock.pass(60_000);
  expect(looks).toHaveLength(1);
  await answer(true);
  clock.pass(2000);
  expect(looks).toHaveLength(2);
});

test("a look that failed puts the next one off, and one that went well brings it back", async () => {
  const { clock, looks, answer } = bench();
  clock.pass(2000);
  await answer(false);
  clock.pass(3999);
  expect(looks).toHaveLength(1);
  clock.pass(1);
  expect(looks).toHaveLength(2);
  await answer(true);
  clock.pass(2000);
  expect(looks).toHaveLength(3);
});

test("a page that nobody sees doesn't ask, and asks at once when it is seen again", async () => {
  const { clock, looks, polling, answer } = bench();
  polling.show(false);
  clock.pass(60_000);
  expect(looks).toHaveLength(0);
  polling.show(true);
  expect(looks).toHaveLength(1);
  await answer(true);
  clock.pass(2000);
  expect(looks).toHaveLength(2);
});

test("hidden while an answer is under way, it plans no further look", async () => {
  const { clock, looks, polling, answer } = bench();
  clock.pass(2000);
  polling.show(false);
  await answer(true);
  clock.pass(60_000);
  expect(looks).toHaveLength(1);
});

test("stopping ends the look that is under way and all to come", async () => {
  const { clock, looks, polling, signals, answer } = bench();
  clock.pass(2000);
  polling.stop();
  expect(signals[0]?.aborted).toBe(true);
  await answer(false);
  clock.pass(60_000);
  polling.show(false);
  polling.show(true);
  expect(looks).toHaveLength(1);
});
