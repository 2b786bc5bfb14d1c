import { expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { evenly } from "../../functions/src/entry/evenly.ts";
import { params } from "../../functions/src/entry/params.ts";
import { deployHere } from "../doubles/deployment.ts";

const patience = 40;

test("a refusal takes as long whatever became of it before, and what is granted no longer than it needs", async () => {
  const since = performance.now();
  expect(await evenly(Promise.resolve(refuse("acknowledgement_refused")), patience)).toEqual({
    refused: "acknowledgement_refused",
  });
  const refusedAfter = performance.now() - since;
  // A timer may fire a millisecond early.
  expect(refusedAfter).toBeGreaterThanOrEqual(patience - 2);
  expect(await evenly(Promise.resolve("taken"), 60_000)).toBe("taken");
  expect(performance.now() - since).toBeLessThan(30_000);
});

test("in a deployment that doesn't say otherwise it takes a second", async () => {
  await deployHere({ requireAppCheck: true });
  expect(process.env.REFUSAL_TIME).toBe(params.refusalTime.options.default);
  const since = performance.now();
  await evenly(Promise.resolve(refuse("hand_over_code_refused")));
  expect(performance.now() - since).toBeGreaterThanOrEqual(1000 - 2);
});
