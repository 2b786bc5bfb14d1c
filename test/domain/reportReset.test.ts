import { expect, test } from "vitest";
import type { Evidence } from "../../functions/src/domain/evidence.ts";
import { reportReset } from "../../functions/src/domain/reportReset.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { endedWipeStates, type WipeState, wipeStates } from "../../functions/src/domain/wipeMoves.ts";
import { minutesLater, sampleWipe } from "../doubles/samples.ts";

const ended: readonly WipeState[] = endedWipeStates;
const now = minutesLater(9);

function wipeIn(state: WipeState, evidence: Evidence = "none"): Wipe {
  if (!ended.includes(state)) return { ...sampleWipe, state, evidence };
  const { nextStep, nextStepAt, ...rest } = sampleWipe;
  return { ...rest, state, evidence, endedAt: minutesLater(5) };
}

/** By hand: what a word that confirms makes of each state, and one that doesn't. */
const expected: Record<WipeState, [confirming: WipeState, heard: WipeState]> = {
  pending: ["confirmed", "pending"],
  sent: ["confirmed", "sent"],
  received: ["confirmed", "received"],
  deferred: ["confirmed", "deferred"],
  stuck: ["confirmed", "stuck"],
  confirmed: ["confirmed", "confirmed"],
  closedUnverified: ["confirmed", "closedUnverified"],
  cancelled: ["cancelled", "cancelled"],
};

test.each(wipeStates)("a wipe that is %s", (state) => {
  const [confirming, heard] = expected[state];
  const wipe = wipeIn(state);
  const after = reportReset(wipe, { evidence: "counterChecked", confirms: true, now });
  expect(after.state).toBe(confirming);
  expect(after.nextStep).toBe(undefined);
  const kept = reportReset(wipe, { evidence: "resetReported", confirms: false, now });
  expect(kept).toEqual({ ...wipe, evidence: state === "cancelled" ? "none" : "resetReported" });
  expect([kept.state, kept.nextStep]).toEqual([heard, wipe.nextStep]);
});

test("one that ended keeps when it did, and one that is confirmed now ends now", () => {
  const confirm = { evidence: "counterChecked", confirms: true, now } as const;
  expect(reportReset(wipeIn("confirmed"), confirm).endedAt).toEqual(minutesLater(5));
  expect(reportReset(wipeIn("sent"), confirm).endedAt).toEqual(now);
});

test("evidence never falls, and what says nothing new leaves the very same wipe", () => {
  const wipe = wipeIn("confirmed", "deviceSigned");
  expect(reportReset(wipe, { evidence: "counterChecked", confirms: true, now })).toBe(wipe);
  const closed = wipeIn("closedUnverified", "holderDeclared");
  expect(reportReset(closed, { evidence: "resetReported", confirms: false, now }).evidence).toBe(
    "resetReported",
  );
});
