import { describe, expect, test } from "vitest";
import { type HeardReset, hearReset } from "../../functions/src/domain/hearReset.ts";
import { isLegalWipeChange } from "../../functions/src/domain/legalChange.ts";
import { type WipeState, wipeStates } from "../../functions/src/domain/wipeMoves.ts";
import { now, wipeIn } from "../doubles/clearanceFacts.ts";
import { minutesLater, sampleWipe } from "../doubles/samples.ts";

const atCounter: HeardReset = { evidence: "counterChecked", clears: false, at: now, hasTsm: false, now };
const ofMaker: HeardReset = { ...atCounter, evidence: "resetReported" };

/** By hand: what becomes of each state where the reset clears the secure element, where a SEI-TSM is asked, and where neither. */
const expected: Record<WipeState, [cleared: WipeState, asked: string, heard: WipeState]> = {
  pending: ["confirmed", "pending askTsm", "pending"],
  sent: ["confirmed", "pending askTsm", "sent"],
  received: ["confirmed", "pending askTsm", "received"],
  deferred: ["confirmed", "pending askTsm", "deferred"],
  stuck: ["confirmed", "pending askTsm", "stuck"],
  confirmed: ["confirmed", "confirmed -", "confirmed"],
  closedUnverified: ["confirmed", "closedUnverified -", "closedUnverified"],
  cancelled: ["cancelled", "cancelled -", "cancelled"],
};

describe.each([
  ["a shop", atCounter],
  ["a maker", ofMaker],
])("what %s says of a wipe", (_, said) => {
  test.each(wipeStates)("that is %s", (state) => {
    const [cleared, asked, heard] = expected[state];
    const wipe = wipeIn(state);
    const after = hearReset(wipe, { ...said, clears: true });
    expect([after.state, after.nextStep]).toEqual([cleared, undefined]);
    const isConfirmedNow = cleared === "confirmed" && state !== "confirmed";
    if (isConfirmedNow) {
      expect(after).toMatchObject({ evidence: said.evidence, endedAt: now });
      expect(after.certificates.map(({ evidence }) => evidence)).toEqual([said.evidence, said.evidence]);
      expect(isLegalWipeChange(wipe, after)).toBe(true);
    }
    const handed = hearReset(wipe, { ...said, hasTsm: true });
    expect(`${handed.state} ${handed.nextStep ?? "-"}`).toBe(asked);
    const kept = hearReset(wipe, said);
    const isOver = state === "cancelled" || state === "confirmed";
    const evidence = state === "cancelled" ? "none" : "resetReported";
    expect(kept).toEqual({ ...wipe, evidence, ...(isOver ? {} : { resetAt: now }) });
    expect([kept.state, kept.nextStep]).toEqual([heard, wipe.nextStep]);
  });
});

test("the latest moment that was told of is kept, in whichever order it is heard", () => {
  const told = hearReset(hearReset(sampleWipe, { ...ofMaker, at: minutesLater(7) }), ofMaker);
  expect(told.resetAt).toEqual(now);
  expect(hearReset(told, { ...ofMaker, at: minutesLater(7) })).toBe(told);
});

test("what confirms it is the moment of the reset that did, though another had begun since", () => {
  const begun = hearReset(sampleWipe, ofMaker);
  const told = hearReset(begun, { ...ofMaker, clears: true, at: minutesLater(7) });
  expect(told).toMatchObject({ state: "confirmed", resetAt: minutesLater(7), endedAt: now });
  expect(isLegalWipeChange(begun, told)).toBe(true);
});

test("one that ended keeps when it did", () => {
  expect(hearReset(wipeIn("confirmed"), { ...atCounter, clears: true }).endedAt).toEqual(minutesLater(50));
});

test("evidence never falls, and what says nothing new leaves the very same wipe", () => {
  const wipe = wipeIn("confirmed", { evidence: "deviceSigned" });
  expect(hearReset(wipe, { ...atCounter, clears: true })).toBe(wipe);
  const closed = wipeIn("closedUnverified", { evidence: "holderDeclared" });
  expect(hearReset(closed, ofMaker).evidence).toBe("resetReported");
});

test("what a shop saw is told from what was only reported, also after that has confirmed", () => {
  const wipe = wipeIn("confirmed", { evidence: "resetReported" });
  expect(hearReset(wipe, { ...atCounter, clears: true }).evidence).toBe("counterChecked");
  expect(hearReset(wipe, atCounter).evidence).toBe("resetReported");
});
