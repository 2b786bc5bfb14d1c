import { describe, expect, test } from "vitest";
import { type CertificateState, certificateStates } from "../../functions/src/domain/certificate.ts";
import type { ClearanceStep, Verdict } from "../../functions/src/domain/clearance.ts";
import { type Evidence, evidenceLevels } from "../../functions/src/domain/evidence.ts";
import { type ResetAnswer, resetAnswers } from "../../functions/src/domain/resetCapability.ts";
import {
  type OpenWipeState,
  openWipeStates,
  type WipeState,
  wipeStates,
} from "../../functions/src/domain/wipeMoves.ts";
import { both, check, now, wipeIn } from "../doubles/clearanceFacts.ts";

/** Where a reset clears the secure element, where it doesn't, and where nobody knows. */
type Cell = Record<ResetAnswer, ClearanceStep>;
type Row = Record<Evidence, Cell>;

const always = (step: ClearanceStep): Cell => ({ yes: step, no: step, unknown: step });
const lastResort: Cell = { yes: "initialise", no: "askMaker", unknown: "askMaker" };

function every(cell: Cell): Row {
  return {
    none: cell,
    holderDeclared: cell,
    resetReported: cell,
    counterChecked: cell,
    deviceSigned: cell,
    deviceAttested: cell,
    tsmConfirmed: cell,
  };
}

/** An open wipe of the app's is pulled, unless a reset was reported: then the app is gone. */
const waiting: Row = { ...every(always("pullNow")), resetReported: lastResort };
/** The phone was heard from a minute ago: its app is there, whatever was reported. */
const working: Row = every(always("wait"));

type Rows = Record<WipeState | "none", Row>;

const inTheEnd: Rows = {
  none: every(always("pullNow")),
  pending: waiting,
  sent: waiting,
  received: working,
  deferred: waiting,
  stuck: waiting,
  confirmed: every(always("handOver")),
  // Its app may be there after all.
  closedUnverified: waiting,
  cancelled: every(always("newCode")),
};

const before: Rows = {
  none: every(always("revokeOnPhone")),
  pending: every(always("revokeOnPhone")),
  sent: every(always("revokeOnPhone")),
  received: every(always("revokeOnPhone")),
  deferred: every(always("revokeOnPhone")),
  stuck: every(always("revokeOnPhone")),
  // What is erased can't sign.
  confirmed: every(always("revokeByCard")),
  closedUnverified: every(always("revokeOnPhone")),
  cancelled: every(always("revokeOnPhone")),
};

const held: Rows = {
  none: every(always("revokeByCard")),
  pending: every(always("revokeByCard")),
  sent: every(always("revokeByCard")),
  received: every(always("revokeByCard")),
  deferred: every(always("revokeByCard")),
  stuck: every(always("revokeByCard")),
  confirmed: every(always("revokeByCard")),
  closedUnverified: every(always("revokeByCard")),
  cancelled: every(always("revokeByCard")),
};

/** By hand: both certificates in this state × the wipe × its evidence × the registry's answer. */
const expected: Record<CertificateState, Rows> = {
  valid: before,
  onHold: held,
  revoked: inTheEnd,
  expired: inTheEnd,
};

const verdictOf: Record<ClearanceStep, Verdict> = {
  handOver: "clear",
  revokeOnPhone: "revokeFirst",
  revokeByCard: "revokeFirst",
  pullNow: "eraseFirst",
  wait: "eraseFirst",
  initialise: "initialise",
  askMaker: "eraseFirst",
  newCode: "unknown",
};

describe.each(certificateStates)("with both certificates %s", (state) => {
  const found = [...wipeStates, "none" as const].flatMap((wipe) =>
    evidenceLevels.flatMap((evidence) => resetAnswers.map((resetHelps) => ({ wipe, evidence, resetHelps }))),
  );

  test.each(found)(
    "wipe $wipe on $evidence, a reset clears it: $resetHelps",
    ({ wipe, evidence, resetHelps }) => {
      const step = expected[state][wipe][evidence][resetHelps];
      const clearance = check({
        certificates: both(state),
        wipe: wipe === "none" ? undefined : wipeIn(wipe, { evidence }),
        resetHelps,
      });
      expect(clearance).toEqual({
        verdict: verdictOf[step],
        step,
        isRevoked: state === "revoked" || state === "expired",
        isErased: wipe === "confirmed",
        evidence: wipe === "none" ? "none" : evidence,
        asOf: now,
      });
    },
  );
});

/** By hand: one certificate in each state, in either order; the wipe lists both and is open. */
const mixed: readonly [CertificateState, CertificateState, ClearanceStep][] = [
  ["valid", "onHold", "revokeByCard"],
  ["valid", "revoked", "revokeOnPhone"],
  ["valid", "expired", "revokeOnPhone"],
  ["onHold", "revoked", "revokeByCard"],
  ["onHold", "expired", "revokeByCard"],
  ["revoked", "expired", "pullNow"],
];

test("each pair of different states is in the table of mixed ones", () => {
  const pairs = certificateStates.flatMap((one, i) =>
    certificateStates.slice(i + 1).map((other) => [one, other]),
  );
  expect(mixed.map(([one, other]) => [one, other])).toEqual(pairs);
});

test.each(mixed)("with one certificate %s and one %s it is %s", (one, other, step) => {
  for (const certificates of [both(one, other), both(other, one)])
    expect(check({ certificates, wipe: wipeIn("sent") }).step).toBe(step);
});

test("without a certificate of its own nothing can be said, whatever became of the wipe", () => {
  for (const state of wipeStates)
    expect(check({ certificates: [], wipe: wipeIn(state) })).toMatchObject({
      ...{ verdict: "unknown", step: "newCode", isRevoked: false, isErased: false },
    });
});

/** By hand: the same for a wipe that is the SEI-TSM's, which was asked long ago: by the state, whatever was reported. */
const ofTsm: Record<OpenWipeState, ClearanceStep> = {
  pending: "pullNow",
  sent: "pullNow",
  received: "pullNow",
  deferred: "pullNow",
  stuck: "pullNow",
};

describe.each(openWipeStates)("a wipe of the SEI-TSM's that is %s", (state) => {
  test.each(evidenceLevels.flatMap((evidence) => resetAnswers.map((clears) => [evidence, clears] as const)))(
    "on %s, a reset clears it: %s",
    (evidence, resetHelps) => {
      const wipe = wipeIn(state, { evidence, nextStep: "askTsm", scope: "applet" });
      expect(check({ wipe, resetHelps }).step).toBe(ofTsm[state]);
      const asked = { ...wipe, nextStepAt: now };
      expect(check({ wipe: asked, resetHelps }).step).toBe("wait");
    },
  );
});
