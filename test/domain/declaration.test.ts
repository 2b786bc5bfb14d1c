import { describe, expect, test } from "vitest";
import type { Certificate, CertificateState } from "../../functions/src/domain/certificate.ts";
import { type Declaration, declarations, declare } from "../../functions/src/domain/declaration.ts";
import { isLegalWipeChange } from "../../functions/src/domain/legalChange.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { isOpen, type WipeState, wipeStates } from "../../functions/src/domain/wipeMoves.ts";
import { minutesLater, sampleAuthentication, sampleSigning, sampleWipe, start } from "../doubles/samples.ts";

const now = minutesLater(90);
const revocation = {
  cause: "handedOn",
  reason: "cessationOfOperation",
  channel: "card",
  revocationId: "revocation-1",
  revokedAt: start,
} as const;

function certificate(state: CertificateState): Certificate {
  return { ...sampleSigning, state, ...(state === "revoked" ? { revocation } : {}) };
}

const inForce = { ...sampleAuthentication };
const phones = {
  valid: [certificate("valid")],
  onHold: [certificate("onHold")],
  revoked: [certificate("revoked")],
  expired: [certificate("expired")],
  partly: [certificate("revoked"), inForce],
  takenOver: [],
} as const satisfies Record<string, readonly Certificate[]>;
type Phone = keyof typeof phones;

/** A wipe with its next attempt an hour ahead, where it is open. */
function wipeIn(state: WipeState): Wipe {
  const { nextStep, nextStepAt, ...rest } = sampleWipe;
  return isOpen(state)
    ? { ...sampleWipe, state, nextStepAt: minutesLater(150) }
    : { ...rest, state, endedAt: minutesLater(60), ...proof(state) };
}

function proof(state: WipeState): Partial<Wipe> {
  return state === "confirmed" ? { evidence: "tsmConfirmed" } : {};
}

const states = ["none", ...wipeStates] as const;
type Row = Readonly<Record<(typeof states)[number], string>>;

/** The same in every open state, and then in each state that ended. */
function row(
  none: string,
  open: string,
  [confirmed, closed, cancelled]: readonly [string, string, string],
): Row {
  return {
    none,
    pending: open,
    sent: open,
    received: open,
    deferred: open,
    stuck: open,
    confirmed,
    closedUnverified: closed,
    cancelled,
  };
}

function always(outcome: string): Row {
  return row(outcome, outcome, [outcome, outcome, outcome]);
}

const over = ["nothing, confirmed", "closed, closedUnverified", "nothing, cancelled"] as const;
const ends = row("nothing, none", "closed, closedUnverified", over);
const left = ["nothing, confirmed", "nothing, closedUnverified", "nothing, cancelled"] as const;
const tried: Row = { ...row("nothing, none", "attempt, pending", left), received: "attempt, received" };
const kept: Row = {
  none: "nothing, none",
  pending: "nothing, pending",
  sent: "nothing, sent",
  received: "nothing, received",
  deferred: "nothing, deferred",
  stuck: "nothing, stuck",
  confirmed: "nothing, confirmed",
  closedUnverified: "nothing, closedUnverified",
  cancelled: "nothing, cancelled",
};
const held: Row = {
  ...row("releaseByCard, none", "", [
    "releaseByCard, confirmed",
    "releaseByCard, closedUnverified",
    "releaseByCard, cancelled",
  ]),
  pending: "releaseByCard, pending",
  sent: "releaseByCard, sent",
  received: "releaseByCard, received",
  deferred: "releaseByCard, deferred",
  stuck: "releaseByCard, stuck",
};
const triedOnHold: Row = {
  ...tried,
  none: held.none,
  confirmed: held.confirmed,
  closedUnverified: held.closedUnverified,
  cancelled: held.cancelled,
};
const standing = always("certificate_not_revoked");
const end: Record<Phone, Row> = {
  valid: standing,
  onHold: standing,
  partly: standing,
  revoked: ends,
  expired: ends,
  takenOver: ends,
};

const table: Record<Declaration, Record<Phone, Row>> = {
  initialised: end,
  destroyed: end,
  found: {
    valid: tried,
    onHold: triedOnHold,
    partly: tried,
    revoked: tried,
    expired: tried,
    takenOver: tried,
  },
  stillUsed: {
    valid: kept,
    onHold: held,
    partly: kept,
    revoked: always("certificate_revoked"),
    expired: always("certificate_expired"),
    takenOver: kept,
  },
};

const kinds = ["valid", "onHold", "partly", "revoked", "expired", "takenOver"] as const;
const cells = declarations.flatMap((declaration) =>
  kinds.flatMap((phone) =>
    states.map((state) => ({ declaration, phone, state, outcome: table[declaration][phone][state] })),
  ),
);

test.each(cells)("$declaration, certificates $phone, wipe $state: $outcome", (cell) => {
  const { declaration, phone, state, outcome } = cell;
  const wipe = state === "none" ? undefined : wipeIn(state);
  const declared = declare(declaration, { certificates: phones[phone], wipe }, now);
  if (isRefused(declared)) {
    expect(declared.refused).toBe(outcome);
    return;
  }
  expect(`${declared.next}, ${declared.wipe?.state ?? "none"}`).toBe(outcome);
  if (wipe && declared.wipe) expect(isLegalWipeChange(wipe, declared.wipe)).toBe(true);
  if (state !== "confirmed") expect(declared.wipe?.state).not.toBe("confirmed");
});

describe("a wipe that a holder's word closed", () => {
  const revoked = phones.revoked;
  const closed = declare("initialised", { certificates: revoked, wipe: wipeIn("stuck") }, now);

  test("keeps what was said, on the weakest evidence there is, and owes nothing more", () => {
    expect(closed).toMatchObject({
      wipe: { declared: "initialised", evidence: "holderDeclared", endedAt: now },
    });
    expect(closed).not.toHaveProperty("wipe.nextStepAt");
    expect(closed).not.toHaveProperty("wipe.cause");
  });

  test("isn't reminded of any more", () => {
    const wipe: Wipe = { ...wipeIn("stuck"), remindAt: minutesLater(600) };
    const ended = declare("destroyed", { certificates: revoked, wipe }, now);
    expect(ended).toMatchObject({ next: "closed" });
    expect(ended).not.toHaveProperty("wipe.remindAt");
  });

  test("keeps stronger evidence that it had", () => {
    const wipe: Wipe = { ...wipeIn("sent"), evidence: "resetReported" };
    expect(declare("destroyed", { certificates: revoked, wipe }, now)).toMatchObject({
      wipe: { evidence: "resetReported", declared: "destroyed" },
    });
  });

  test("stays as it is when the same is said again", () => {
    const wipe = "wipe" in closed ? closed.wipe : undefined;
    const again = declare("initialised", { certificates: revoked, wipe }, minutesLater(95));
    expect("wipe" in again && again.wipe).toBe(wipe);
  });

  test("takes something else that is said, and keeps when it ended", () => {
    const wipe = "wipe" in closed ? closed.wipe : undefined;
    const other = declare("destroyed", { certificates: revoked, wipe }, minutesLater(95));
    expect(other).toMatchObject({ wipe: { declared: "destroyed", endedAt: now } });
  });
});

describe("a phone that was found", () => {
  const on = (wipe: Wipe) => declare("found", { certificates: phones.revoked, wipe }, now);

  test("is tried at once, and what was begun meanwhile no longer counts", () => {
    expect(on({ ...wipeIn("sent"), attemptIsOpen: true })).toMatchObject({
      wipe: { state: "pending", nextStepAt: now, attemptIsOpen: false },
    });
  });

  test("whose attempt is due already stays as it is", () => {
    const due: Wipe = { ...wipeIn("pending"), nextStepAt: now };
    const declared = on(due);
    expect("wipe" in declared && declared.wipe).toBe(due);
  });

  test("whose erasure is the SEI-TSM's is asked of it again", () => {
    expect(on({ ...wipeIn("sent"), nextStep: "askTsm" })).toMatchObject({
      wipe: { nextStep: "askTsm", nextStepAt: now },
    });
  });
});
