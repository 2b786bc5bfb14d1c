import { expect, test } from "vitest";
import { Gate } from "./gate.ts";

test("no more work runs at a time than the gate is wide, and every result comes back in order", async () => {
  const gate = new Gate(2);
  let running = 0;
  let most = 0;
  const results = await gate.all([1, 2, 3, 4, 5], async (item) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
});

test("work that fails makes room for the next", async () => {
  const gate = new Gate(1);
  await expect(gate.run(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  await expect(gate.run(async () => "done")).resolves.toBe("done");
});
