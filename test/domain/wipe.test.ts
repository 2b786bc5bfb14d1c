import { expect, test } from "vitest";
import { commandIdOf, erasureOf, outcomes, wipeIdOf } from "../../functions/src/domain/wipe.ts";
import { sampleWipe } from "../doubles/samples.ts";

test("a command's id names its wipe and its version, and leads back to the wipe", () => {
  const commandId = commandIdOf({ wipeId: "wipe-1", commandVersion: 12 });
  expect(commandId).toBe("wipe-1.12");
  expect(wipeIdOf(commandId)).toBe("wipe-1");
});

test("what isn't a command's id names no wipe", () => {
  expect(wipeIdOf("wipe-1")).toBe("");
  expect(wipeIdOf("")).toBe("");
});

test.each([
  ["pending", "open"],
  ["sent", "open"],
  ["received", "open"],
  ["deferred", "open"],
  ["stuck", "open"],
  ["confirmed", "confirmed"],
  ["closedUnverified", "closedUnverified"],
  ["cancelled", "cancelled"],
] as const)("a wipe that is %s shows on its device as %s", (state, erasure) => {
  expect(erasureOf({ ...sampleWipe, state })).toBe(erasure);
});

test("a phone can answer these outcomes and no others", () => {
  expect(outcomes).toEqual(["erased", "alreadyAbsent", "notNow", "failed", "mismatch", "stale"]);
});
