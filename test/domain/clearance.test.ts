import { describe, expect, test } from "vitest";
import {
  type Certificate,
  type CertificateState,
  certificateStates,
} from "../../functions/src/domain/certificate.ts";
import {
  type ClearanceFacts,
  type ClearanceStep,
  clearanceOf,
  type Verdict,
} from "../../functions/src/domain/clearance.ts";
import { type Evidence, evidenceLevels } from "../../functions/src/domain/evidence.ts";
import { type ResetAnswer, resetAnswers } from "../../functions/src/domain/resetCapability.ts";
import type { Attempt, Wipe } from "../../functions/src/domain/wipe.ts";
import { endedWipeStates, type WipeState, wipeStates } from "../../functions/src/domain/wipeMoves.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  sampleWipe,
} from "../doubles/samples.ts";

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

/** An open wipe is pulled, unless a reset was reported: then the app is gone. */
const waiting: Row = { ...every(always("pullNow")), resetReported: lastResort };
/** The phone was heard from a minute ago. */
const working: Row = { ...every(always("wait")), resetReported: lastResort };

type Rows = Record<WipeState | "none", Row>;

const inTheEnd: Rows = {
  none: every(always("pullNow")),
  pending: waiting,
  sent: waiting,
  received: working,
  deferred: waiting,
  stuck: waiting,
  confirmed: every(always("handOver")),
  closedUnverified: every(lastResort),
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

const now = minutesLater(60);
const ended: readonly WipeState[] = endedWipeStates;

function both(state: CertificateState, other = state): readonly Certificate[] {
  return [
    { ...sampleSigning, state },
    { ...sampleAuthentication, state: other },
  ];
}

function wipeIn(state: WipeState, more: Partial<Wipe> = {}): Wipe {
  if (!ended.includes(state)) return { ...sampleWipe, state, ...more };
  const { nextStep, nextStepAt, ...rest } = sampleWipe;
  return { ...rest, state, endedAt: minutesLater(50), ...more };
}

function check(facts: Partial<ClearanceFacts>) {
  const seen = { ...sampleDevice, lastSeenAt: minutesLater(59) };
  return clearanceOf({
    certificates: both("revoked"),
    wipe: undefined,
    device: seen,
    resetHelps: "unknown",
    now,
    ...facts,
  });
}

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

/** By hand: what an open wipe's check says right after a pull, and two minutes later. */
const pulled: Record<Exclude<WipeState, "confirmed" | "cancelled">, [ClearanceStep, ClearanceStep]> = {
  pending: ["wait", "askMaker"],
  sent: ["wait", "askMaker"],
  received: ["wait", "askMaker"],
  deferred: ["wait", "askMaker"],
  stuck: ["wait", "askMaker"],
  closedUnverified: ["askMaker", "askMaker"],
};

test.each(Object.entries(pulled))("a pull of a wipe that is %s gets two minutes", (state, [first, then]) => {
  const found = wipeStates.find((one) => one === state);
  const wipe = wipeIn(found ?? "pending");
  expect(check({ wipe, pulledAt: new Date(now.getTime() - 119_999) }).step).toBe(first);
  expect(check({ wipe, pulledAt: new Date(now.getTime() - 120_000) }).step).toBe(then);
});

test("an answer that ends it counts whenever the phone was pulled", () => {
  for (const pulledAt of [minutesLater(1), now])
    expect(check({ wipe: wipeIn("confirmed"), pulledAt }).verdict).toBe("clear");
});

test("a phone that registered after it was proven to be erased has its certificates still", () => {
  const pushTarget = { ...sampleDevice.pushTarget, seenAt: minutesLater(51) };
  const back = {
    wipe: wipeIn("confirmed", { evidence: "tsmConfirmed" }),
    device: { ...sampleDevice, pushTarget, registrationSignedAt: minutesLater(51) },
  };
  expect(check(back)).toMatchObject({
    verdict: "eraseFirst",
    isErased: false,
    evidence: "none",
    step: "askMaker",
  });
  expect(check({ ...back, resetHelps: "yes" }).verdict).toBe("initialise");
});

test.each(["failed", "mismatch"] as const)(
  "a phone that answered %s is initialised where that helps",
  (outcome) => {
    const certificates = sampleWipe.certificates.map((target) => ({ ...target, outcome }));
    const wipe = wipeIn("stuck", { certificates });
    expect(check({ wipe, resetHelps: "yes" }).verdict).toBe("initialise");
    expect(check({ wipe, resetHelps: "no" }).step).toBe("askMaker");
  },
);

test("a phone that said not now is pulled", () => {
  const certificates = sampleWipe.certificates.map((target) => ({ ...target, outcome: "notNow" as const }));
  expect(check({ wipe: wipeIn("deferred", { certificates }) }).step).toBe("pullNow");
});

test("a wipe that a holder's word closed can still be pulled: the app may be there after all", () => {
  const wipe = wipeIn("closedUnverified", { declared: "initialised", evidence: "holderDeclared" });
  expect(check({ wipe })).toMatchObject({ verdict: "eraseFirst", step: "pullNow", isErased: false });
  expect(check({ wipe, pulledAt: minutesLater(59) }).step).toBe("wait");
  expect(check({ wipe, pulledAt: minutesLater(1), resetHelps: "yes" }).step).toBe("initialise");
});

test("a phone that had its command long ago is pulled, not waited for", () => {
  const device = { ...sampleDevice, lastSeenAt: minutesLater(58) };
  expect(check({ wipe: wipeIn("received"), device }).step).toBe("pullNow");
});

test("the SEI-TSM is waited for while it was asked within two minutes, and asked again after that", () => {
  const asked = (outcome: Attempt["outcome"], attemptedAt: Date) => {
    const lastAttempt: Attempt = { wipeId: "wipe-1", number: 1, commandId: "wipe-1.1", outcome, attemptedAt };
    return check({ wipe: wipeIn("sent", { nextStep: "askTsm", scope: "applet", lastAttempt }) }).step;
  };
  expect(asked("accepted", minutesLater(59))).toBe("wait");
  expect(asked("accepted", minutesLater(58))).toBe("pullNow");
  expect(asked("unavailable", minutesLater(59))).toBe("pullNow");
});

describe("a device that was wiped in two parts", () => {
  const [signing, authentication] = sampleWipe.certificates;
  const first = (state: WipeState, evidence: Evidence) =>
    wipeIn(state, {
      wipeId: "wipe-0",
      evidence,
      certificates: signing ? [signing] : [],
      openedAt: minutesLater(-9),
    });
  const last = wipeIn("confirmed", {
    evidence: "deviceSigned",
    certificates: authentication ? [authentication] : [],
  });

  test("is clear when both are proven, as far as the weaker one is believed", () => {
    const clear = check({ wipe: last, earlierWipes: [first("confirmed", "counterChecked")] });
    expect(clear).toMatchObject({ verdict: "clear", evidence: "counterChecked" });
  });

  test("isn't clear while the earlier one isn't proven, although the last one is", () => {
    const earlierWipes = [first("closedUnverified", "holderDeclared")];
    const open = check({ wipe: last, earlierWipes });
    expect(open).toMatchObject({ isErased: false, evidence: "holderDeclared", verdict: "eraseFirst" });
    expect(check({ wipe: last, earlierWipes, resetHelps: "yes" }).verdict).toBe("initialise");
  });

  test("isn't clear where nothing says what became of one", () => {
    expect(check({ wipe: last })).toMatchObject({ verdict: "eraseFirst", isErased: false, evidence: "none" });
  });

  test("counts the newest wipe that lists a certificate, in whatever order they come", () => {
    const newer = { ...first("confirmed", "deviceSigned"), wipeId: "wipe-00", openedAt: minutesLater(-5) };
    const older = first("closedUnverified", "holderDeclared");
    for (const earlierWipes of [
      [newer, older],
      [older, newer],
    ])
      expect(check({ wipe: last, earlierWipes }).verdict).toBe("clear");
  });
});
