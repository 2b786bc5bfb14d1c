import { describe, expect, test } from "vitest";
import type { Hold, HoldState } from "../../functions/src/domain/hold.ts";
import { isLegalHoldChange } from "../../functions/src/domain/legalHoldChange.ts";
import { minutesLater, sampleHold } from "../doubles/samples.ts";

const clock = { nextStep: "remind", nextStepAt: minutesLater(60) } as const;
const byAgent = {
  releasedAt: minutesLater(5),
  releasedBy: "documentCheck",
  releasingAgentId: "agent-2",
} as const;
const byCard = {
  releasedAt: minutesLater(5),
  releasedBy: "cardSignature",
  releaseId: "r".repeat(64),
} as const;

function hold(state: HoldState): Hold {
  if (state === "open") return { ...sampleHold, state, ...clock };
  return state === "released" ? { ...sampleHold, state, ...byAgent } : { ...sampleHold, state };
}

describe("a hold may become", () => {
  const legal: Record<HoldState, readonly HoldState[]> = {
    open: ["open", "released", "escalated", "over"],
    joined: ["joined", "released", "over"],
    released: ["released"],
    escalated: ["escalated"],
    over: ["over"],
  };
  const states: HoldState[] = ["open", "joined", "released", "escalated", "over"];
  const pairs = states.flatMap((before) => states.map((after) => [before, after] as const));

  test.each(pairs)("from %s %s, if the table leads there", (before, after) => {
    expect(isLegalHoldChange(hold(before), hold(after))).toBe(legal[before].includes(after));
  });

  test("reminded once more, and never less", () => {
    const reminded = { ...hold("open"), reminders: 1, nextStepAt: minutesLater(120) };
    expect(isLegalHoldChange(hold("open"), reminded)).toBe(true);
    expect(isLegalHoldChange(reminded, hold("open"))).toBe(false);
  });

  test("open never without its clock, and nothing else with one", () => {
    const { nextStep, nextStepAt, ...still } = hold("open");
    expect(isLegalHoldChange(hold("open"), still)).toBe(false);
    expect(isLegalHoldChange(hold("open"), { ...still, nextStep: "remind" })).toBe(false);
    expect(isLegalHoldChange(hold("open"), { ...hold("over"), ...clock })).toBe(false);
  });

  test("released only by somebody, in one way, which then stays", () => {
    expect(isLegalHoldChange(hold("open"), { ...sampleHold, state: "released", ...byCard })).toBe(true);
    for (const wrong of [
      { ...sampleHold, state: "released" },
      { ...hold("released"), releaseId: "r".repeat(64) },
      { ...hold("over"), ...byAgent },
      { ...sampleHold, state: "released", ...byCard, releasingAgentId: "agent-2" },
    ] as const)
      expect(isLegalHoldChange(hold("open"), wrong)).toBe(false);
    const anothers = { ...hold("released"), releasingAgentId: "agent-3" };
    expect(isLegalHoldChange(hold("released"), anothers)).toBe(false);
  });

  test("no other call, of nobody else, about nothing else, with nothing else chosen", () => {
    const [first] = sampleHold.certificates;
    for (const wrong of [
      { holdId: "g".repeat(64) },
      { holderId: "holder-2" },
      { agentId: "agent-3" },
      { identifiedBy: "documentCheck" },
      { placedAt: minutesLater(1) },
      { escalateAt: minutesLater(1) },
      { certificates: first ? [first] : [] },
    ] as const)
      expect(isLegalHoldChange(hold("open"), { ...hold("open"), ...wrong })).toBe(false);
  });
});
