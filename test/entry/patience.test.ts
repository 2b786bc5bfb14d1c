import { expect, test } from "vitest";
import { within } from "../../functions/src/entry/patience.ts";

test("what comes in time is had as it came, a failure too", async () => {
  expect(await within(10_000, Promise.resolve("here"))).toBe("here");
  await expect(within(10_000, Promise.reject(new Error("no network")))).rejects.toThrow("no network");
});

test("what doesn't come is given up", async () => {
  await expect(within(5, new Promise(() => undefined))).rejects.toThrow("no answer within 5 ms");
});

test("what fails after it was given up troubles nobody", async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  await expect(within(5, promise)).rejects.toThrow("no answer");
  reject(new Error("late"));
  await expect(promise).rejects.toThrow("late");
});
