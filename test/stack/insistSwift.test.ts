import { expect, test } from "vitest";
import { insistSwift } from "../scenario/insistSwift.ts";

/** Something that takes so many milliseconds, one after the other, and brings how often it was done. */
function taking(...each: readonly number[]) {
  let [now, done] = [0, 0];
  const act = async () => {
    now += each[done] ?? 0;
    done += 1;
    return done;
  };
  return { act, most: 1000, clock: () => now };
}

test("what is swift once of five times is swift, and brings what came first", async () => {
  const told = await insistSwift("it", taking(4000, 1500, 3000, 1000, 2000));
  expect(told).toEqual({ first: 1, quickest: 1000 });
});

test("what is slow five times isn't, and it is told how slow", async () => {
  await expect(insistSwift("it", taking(4000, 1500, 3000, 1001, 2000))).rejects.toThrow(
    "it takes 1000 ms at most, one time of 5. Seen instead: [ 4000, 1500, 3000, 1001, 2000 ]",
  );
});
