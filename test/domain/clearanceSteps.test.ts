import { describe, expect, test } from "vitest";
import type { ClearanceStep } from "../../functions/src/domain/clearance.ts";
import type { Evidence } from "../../functions/src/domain/evidence.ts";
import { resetAnswers } from "../../functions/src/domain/resetCapability.ts";
import type { RevocationCause } from "../../functions/src/domain/revocation.ts";
import type { Attempt, Wipe } from "../../functions/src/domain/wipe.ts";
import { type WipeState, wipeStates } from "../../functions/src/domain/wipeMoves.ts";
import { both, check, now, wipeIn } from "../doubles/clearanceFacts.ts";
import { minutesLater, registeredAt, sampleDevice, sampleWipe } from "../doubles/samples.ts";

const sampleRevocation = {
  reason: "cessationOfOperation",
  channel: "card",
  revocationId: "2".repeat(64),
  revokedAt: minutesLater(1),
} as const;

/** By hand: what an open wipe's check says right after a pull, and two minutes later. */
const pulled: Record<Exclude<WipeState, "confirmed" | "cancelled">, [ClearanceStep, ClearanceStep]> = {
  pending: ["wait", "askMaker"],
  sent: ["wait", "askMaker"],
  // It had its command a minute ago.
  received: ["wait", "wait"],
  deferred: ["wait", "askMaker"],
  stuck: ["wait", "askMaker"],
  closedUnverified: ["wait", "askMaker"],
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
  const back = {
    wipe: wipeIn("confirmed", { evidence: "tsmConfirmed" }),
    device: registeredAt(minutesLater(51)),
  };
  expect(check(back)).toMatchObject({
    verdict: "eraseFirst",
    isErased: false,
    evidence: "none",
    step: "askMaker",
  });
  expect(check({ ...back, resetHelps: "yes" }).verdict).toBe("initialise");
});

describe.each(["failed", "mismatch"] as const)("a phone that answered %s", (outcome) => {
  const certificates = sampleWipe.certificates.map((target) => ({ ...target, outcome }));
  const refused = wipeIn("stuck", { certificates, cause: "deviceError" });

  test("before this check is pulled first: the paper's order is that", () => {
    for (const resetHelps of resetAnswers) expect(check({ wipe: refused, resetHelps }).step).toBe("pullNow");
  });

  test("is waited for once it is pulled, and initialised where that helps as soon as it says so again", () => {
    const pulledAt = minutesLater(59.9);
    expect(check({ wipe: wipeIn("pending", { certificates }), pulledAt }).step).toBe("wait");
    expect(check({ wipe: refused, pulledAt, resetHelps: "yes" }).verdict).toBe("initialise");
    expect(check({ wipe: refused, pulledAt, resetHelps: "no" }).step).toBe("askMaker");
  });
});

test("an app that a reset took away is waited for once it was pulled all the same, then it is the last resort's again", () => {
  const wipe = wipeIn("pending", { evidence: "resetReported", resetAt: minutesLater(30) });
  expect(check({ wipe, pulledAt: minutesLater(59) }).step).toBe("wait");
  expect(check({ wipe, pulledAt: minutesLater(1) }).step).toBe("askMaker");
});

test("an app that has registered since a reset that cleared nothing can be pulled", () => {
  const wipe = wipeIn("pending", { evidence: "resetReported", resetAt: minutesLater(30) });
  expect(check({ wipe, device: registeredAt(minutesLater(31)) }).step).toBe("pullNow");
  expect(check({ wipe }).step).toBe("askMaker");
});

test("a phone that said not now is pulled", () => {
  const certificates = sampleWipe.certificates.map((target) => ({ ...target, outcome: "notNow" as const }));
  expect(check({ wipe: wipeIn("deferred", { certificates }) }).step).toBe("pullNow");
});

test.each([
  ["a holder's word", { declared: "initialised", evidence: "holderDeclared" }],
  ["the end of its time", {}],
] as const)("a wipe that %s closed can still be pulled: the app may be there after all", (_, by) => {
  const wipe = wipeIn("closedUnverified", by);
  expect(check({ wipe: { ...wipe, scope: "applet" } }).step).toBe("askMaker");
  expect(check({ wipe })).toMatchObject({ verdict: "eraseFirst", step: "pullNow", isErased: false });
  expect(check({ wipe, pulledAt: minutesLater(59) }).step).toBe("wait");
  expect(check({ wipe, pulledAt: minutesLater(1), resetHelps: "yes" }).step).toBe("initialise");
});

test("a phone that had its command long ago is pulled, not waited for", () => {
  const device = { ...sampleDevice, lastSeenAt: minutesLater(58) };
  expect(check({ wipe: wipeIn("received"), device }).step).toBe("pullNow");
});

test("the SEI-TSM is waited for while it was asked within two minutes, and asked again after that", () => {
  const asked = (outcome: Attempt["outcome"], attemptedAt: Date, more: Partial<Wipe> = {}) => {
    const lastAttempt: Attempt = { wipeId: "wipe-1", number: 1, commandId: "wipe-1.1", outcome, attemptedAt };
    const wipe = wipeIn("sent", { nextStep: "askTsm", scope: "applet", lastAttempt, ...more });
    return check({ wipe, resetHelps: "yes" }).step;
  };
  expect(asked("accepted", minutesLater(59))).toBe("wait");
  expect(asked("accepted", minutesLater(58))).toBe("pullNow");
  expect(asked("unavailable", minutesLater(59))).toBe("pullNow");
  expect(asked("unavailable", minutesLater(1), { attemptIsOpen: true })).toBe("wait");
  // A reset was reported: its answer is what is waited for, before anybody is told to initialise the phone.
  expect(asked("accepted", minutesLater(59), { evidence: "resetReported" })).toBe("wait");
  expect(asked("accepted", minutesLater(58), { evidence: "resetReported" })).toBe("pullNow");
});

describe("an erased phone that was revoked as", () => {
  const revoked = (cause: RevocationCause) =>
    both("revoked").map((one) => ({ ...one, revocation: { ...sampleRevocation, cause } }));
  const wipe = wipeIn("confirmed", { evidence: "deviceSigned" });

  test.each(["lost", "stolen", "notFound"] as const)(
    "%s is clear to whom its holder gives a code, and says nothing to whom it shows itself",
    (cause) => {
      const certificates = revoked(cause);
      expect(check({ certificates, wipe }).verdict).toBe("clear");
      const taken = check({ certificates, wipe, isByPhone: true });
      expect(taken).toMatchObject({ verdict: "unknown", step: "newCode", isRevoked: false, isErased: false });
      expect(taken).toEqual(check({ certificates: [], wipe }));
    },
  );

  test.each(["handedOn", "movedToNewPhone", "stoppedUsing"] as const)("%s is clear either way", (cause) => {
    for (const isByPhone of [true, false])
      expect(check({ certificates: revoked(cause), wipe, isByPhone }).verdict).toBe("clear");
  });

  test("stolen is erased first all the same, whoever has it", () => {
    const open = { certificates: revoked("stolen"), wipe: wipeIn("sent"), isByPhone: true };
    expect(check(open)).toMatchObject({ verdict: "eraseFirst", step: "pullNow" });
  });
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
