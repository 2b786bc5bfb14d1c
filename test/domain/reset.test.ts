import { describe, expect, test } from "vitest";
import { isLegalWipeChange } from "../../functions/src/domain/legalChange.ts";
import {
  isErasedInForce,
  isStruck,
  listsInForce,
  type ResetPhase,
  type ResetTerms,
  resetPhases,
  takeReset,
} from "../../functions/src/domain/reset.ts";
import { resetAnswers } from "../../functions/src/domain/resetCapability.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { isOpen, wipeStates } from "../../functions/src/domain/wipeMoves.ts";
import { both, now, wipeIn } from "../doubles/clearanceFacts.ts";
import {
  minutesLater,
  registeredAt,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  sampleWipe,
} from "../doubles/samples.ts";

const order: ResetTerms = {
  report: { phase: "started", reachedAt: now },
  clears: "no",
  hasTsm: true,
  fresh: { wipeId: "wipe-2", nonce: "nonce-2", shard: 1 },
  now,
};
/** A wipe with its next attempt hours ahead where it is open; one that is confirmed was so by the phone itself. */
function wipeOf(state: Wipe["state"], changes: Partial<Wipe> = {}): Wipe {
  if (isOpen(state)) return wipeIn(state, { nextStepAt: minutesLater(600), ...changes });
  const certificates = sampleWipe.certificates.map((one) => ({ ...one, outcome: "erased" as const }));
  const proof = state === "confirmed" ? { evidence: "deviceSigned" as const, certificates } : {};
  return wipeIn(state, { ...proof, ...changes });
}

const revoked = both("revoked");
const inForce = both("valid");

/** What a report makes of a wipe whose certificates are revoked: its state, evidence and next step. */
function outcome(wipe: Wipe, changes: Partial<ResetTerms>): string {
  const after = takeReset({ device: sampleDevice, certificates: revoked, wipe }, { ...order, ...changes });
  // Of one that was closed another takes the place.
  if (after?.wipeId === wipe.wipeId) expect(isLegalWipeChange(wipe, after)).toBe(true);
  return `${after?.state} ${after?.evidence} ${after?.nextStep ?? "-"}`;
}

/** By the state of the wipe: with a SEI-TSM, without one, and completed on a phone whose reset clears the secure element. */
const table: Readonly<Record<Wipe["state"], readonly [withTsm: string, without: string, cleared: string]>> = {
  pending: ["pending resetReported askTsm", "pending resetReported attempt", "confirmed resetReported -"],
  sent: ["pending resetReported askTsm", "sent resetReported attempt", "confirmed resetReported -"],
  received: ["pending resetReported askTsm", "received resetReported attempt", "confirmed resetReported -"],
  deferred: ["pending resetReported askTsm", "deferred resetReported attempt", "confirmed resetReported -"],
  stuck: ["pending resetReported askTsm", "stuck resetReported attempt", "confirmed resetReported -"],
  confirmed: ["confirmed deviceSigned -", "confirmed deviceSigned -", "confirmed deviceSigned -"],
  closedUnverified: [
    "pending resetReported askTsm",
    "closedUnverified resetReported -",
    "confirmed resetReported -",
  ],
  cancelled: ["cancelled none -", "cancelled none -", "cancelled none -"],
};

describe.each(wipeStates)("a reset of a phone whose wipe is %s", (state) => {
  const [withTsm, without, cleared] = table[state];
  const unconfirming = (phase: ResetPhase) =>
    phase === "started" ? resetAnswers : resetAnswers.filter((answer) => answer !== "yes");

  test.each(resetPhases.flatMap((phase) => unconfirming(phase).map((clears) => [phase, clears] as const)))(
    "that is %s, where a reset clears it: %s",
    (phase, clears) => {
      const told = { clears, report: { ...order.report, phase } };
      expect(outcome(wipeOf(state), told)).toBe(withTsm);
      expect(outcome(wipeOf(state), { ...told, hasTsm: false })).toBe(without);
    },
  );

  test.each([true, false])(
    "that is completed where it clears the secure element, with a SEI-TSM: %s",
    (hasTsm) => {
      const told = { hasTsm, clears: "yes", report: { ...order.report, phase: "completed" } } as const;
      expect(outcome(wipeOf(state), told)).toBe(cleared);
    },
  );
});

describe("of a phone that nobody has revoked", () => {
  const reset = { device: sampleDevice, certificates: inForce, wipe: undefined };

  test("a wipe is opened for the SEI-TSM alone, due at once", () => {
    expect(takeReset(reset, order)).toMatchObject({
      ...{ wipeId: "wipe-2", state: "pending", scope: "applet", nextStep: "askTsm", nextStepAt: now },
      ...{ resetVersion: 1, commandVersion: 1, evidence: "resetReported" },
    });
  });

  test("nothing is opened without a SEI-TSM, where nobody says that a reset clears it", () => {
    expect(takeReset(reset, { ...order, hasTsm: false })).toBeUndefined();
    expect(takeReset(reset, { ...order, hasTsm: false, clears: "yes" })).toBeUndefined();
    const completed = { ...order.report, phase: "completed" } as const;
    expect(
      takeReset(reset, { ...order, hasTsm: false, report: completed, clears: "unknown" }),
    ).toBeUndefined();
  });

  test.each([true, false])(
    "its wipe is confirmed as it opens where the reset has cleared it, with a SEI-TSM: %s",
    (hasTsm) => {
      const completed = { ...order.report, phase: "completed" } as const;
      const wipe = takeReset(reset, { ...order, hasTsm, report: completed, clears: "yes" });
      expect(wipe).toMatchObject({ state: "confirmed", evidence: "resetReported", endedAt: now });
      expect(wipe).not.toHaveProperty("nextStep");
      expect(isErasedInForce({ ...reset, wipe })).toBe(true);
    },
  );

  test("nothing is opened for an enrolment that is over: a later one has its certificates, or nobody", () => {
    const device = { ...sampleDevice, state: "retired" } as const;
    expect(takeReset({ ...reset, device }, order)).toBeUndefined();
  });

  test("certificates on hold are in force, expired ones aren't", () => {
    const [signing, authentication] = inForce;
    if (!signing || !authentication) throw new Error("no samples");
    const mixed = [
      { ...signing, state: "onHold" as const },
      { ...authentication, state: "expired" as const },
    ];
    const wipe = takeReset({ ...reset, certificates: mixed }, order);
    expect(wipe?.certificates.map(({ kind }) => kind)).toEqual(["signing"]);
    expect(wipe && listsInForce(wipe, mixed)).toBe(true);
  });
});

test("what is in force joins the open wipe of what was revoked, in a version that only the SEI-TSM hears of", () => {
  const [signing, authentication] = sampleWipe.certificates;
  if (!signing || !authentication) throw new Error("no samples");
  const wipe = wipeOf("sent", { certificates: [signing] });
  const certificates = [{ ...sampleSigning, state: "revoked" as const }, sampleAuthentication];
  expect(takeReset({ device: sampleDevice, certificates, wipe }, order)).toMatchObject({
    ...{ commandVersion: 2, resetVersion: 2, nextStep: "askTsm", nextStepAt: now, scope: "applet" },
    certificates: [signing, authentication],
  });
});

describe("a request to the SEI-TSM that is planned already", () => {
  const asking = wipeOf("sent", { scope: "applet", nextStep: "askTsm", evidence: "resetReported" });
  const take = (changes: Partial<Wipe>) =>
    takeReset({ device: sampleDevice, certificates: revoked, wipe: { ...asking, ...changes } }, order);

  test("is due at once: the phone is on, and still there", () => {
    expect(take({})).toMatchObject({ state: "pending", nextStepAt: now });
  });

  test.each<[string, Partial<Wipe>]>([
    ["is due", { nextStepAt: now }],
    ["is under way", { attemptIsOpen: true }],
    ["was put off by the SEI-TSM, or by a fault of ours", { movesInARow: 1 }],
  ])("stays as it is when it %s", (_, changes) => {
    expect(take(changes)).toEqual({ ...asking, ...changes, resetAt: now });
  });
});

test("a report is about nothing that the phone has shown since what it tells of", () => {
  const at = (signed: number, seen = signed) =>
    registeredAt(minutesLater(signed), { seenAt: minutesLater(seen) });
  expect([59, 60, 61].map((minutes) => isStruck(at(minutes), order.report))).toEqual([true, true, false]);
  // Signed before it and heard after it, and by a clock that is ahead.
  expect([isStruck(at(59, 61), order.report), isStruck(at(61, 59), order.report)]).toEqual([true, true]);
});

test("what a reset has confirmed is believed no more once the phone registers with the same certificates", () => {
  const wipe = wipeOf("confirmed", { endedAt: minutesLater(60), resetVersion: 1 });
  const back = registeredAt(minutesLater(61));
  expect(isErasedInForce({ device: sampleDevice, certificates: inForce, wipe })).toBe(true);
  expect(isErasedInForce({ device: back, certificates: inForce, wipe })).toBe(false);
  expect(isErasedInForce({ device: sampleDevice, certificates: revoked, wipe })).toBe(false);
});

test("an edit can't confirm on a reset that the registry says nothing of", () => {
  const open = wipeOf("sent", { evidence: "resetReported" });
  const edited = wipeOf("confirmed", { evidence: "resetReported" });
  expect(isLegalWipeChange(open, edited)).toBe(false);
});
