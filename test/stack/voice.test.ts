import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createVoice } from "./voice.ts";

const printed: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  printed.length = 0;
});

afterEach(() => vi.useRealTimers());

test("what is said has the seconds since the start in front", () => {
  const { say } = createVoice((line) => printed.push(line));
  vi.advanceTimersByTime(12_300);
  say("fcm", "phone is online");
  expect(printed).toEqual(["  12.3s  fcm         phone is online"]);
});

test("a story is kept with its times and told as a whole, and chatter keeps silent meanwhile", () => {
  const { say, chatter, keepStory } = createVoice((line) => printed.push(line));
  const story = keepStory();
  vi.advanceTimersByTime(1000);
  story.say("quick", "here");
  vi.advanceTimersByTime(1000);
  chatter("fcm", "phone is online");
  say("stack", "up");
  story.tell();
  chatter("fcm", "phone is offline");
  expect(printed).toEqual([
    "   2.0s  stack       up",
    "   1.0s  quick       here",
    "   2.0s  fcm         phone is offline",
  ]);
});

test("while something is waited for, nobody has to sit through five seconds of silence", async () => {
  const { say, waitFor } = createVoice((line) => printed.push(line));
  const { promise, resolve } = Promise.withResolvers<string>();
  const waited = waitFor("starting it", promise);
  await vi.advanceTimersByTimeAsync(3000);
  say("fcm", "here");
  await vi.advanceTimersByTimeAsync(8500);
  resolve("done");
  expect(await waited).toBe("done");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(printed).toEqual([
    "   3.0s  fcm         here",
    "   7.0s  …           starting it, 7 s so far",
    "  11.0s  …           starting it, 11 s so far",
  ]);
});
