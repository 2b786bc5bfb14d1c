import { describe, expect, test } from "vitest";
import {
  type Certificate,
  type CertificateState,
  certificateMoves,
  certificateStates,
  certificateVerbs,
  currentHold,
  expire,
  hold,
  release,
  revoke,
} from "../../functions/src/domain/certificate.ts";
import type { Revocation } from "../../functions/src/domain/revocation.ts";
import { minutesLater, sampleSigning, start } from "../doubles/samples.ts";

const notOnHold = { refused: "not_on_hold" };
const revoked = { refused: "certificate_revoked" };
const expired = { refused: "certificate_expired" };

test("every certificate state meets every verb as designed", () => {
  expect(certificateMoves).toEqual({
    valid: { hold: "onHold", release: notOnHold, revoke: "revoked", expire: "expired" },
    onHold: { hold: "onHold", release: "valid", revoke: "revoked", expire: "expired" },
    revoked: { hold: revoked, release: revoked, revoke: "revoked", expire: revoked },
    expired: { hold: expired, release: expired, revoke: expired, expire: "expired" },
  });
});

test("the states and verbs are these and no others", () => {
  expect(certificateStates).toEqual(["valid", "onHold", "revoked", "expired"]);
  expect(certificateVerbs).toEqual(["hold", "release", "revoke", "expire"]);
});

const first: Revocation = {
  cause: "movedToNewPhone",
  reason: "superseded",
  channel: "newPhone",
  revocationId: "1".repeat(64),
  revokedAt: start,
};
const second: Revocation = {
  cause: "stolen",
  reason: "keyCompromise",
  channel: "card",
  revocationId: "2".repeat(64),
  revokedAt: minutesLater(5),
};

const span = { holdId: "h".repeat(64), heldAt: start };

function inState(state: CertificateState): Certificate {
  return { ...sampleSigning, state };
}

describe("revoking", () => {
  test.each(["valid", "onHold"] as const)("a certificate that is %s ends it for good", (state) => {
    expect(revoke(inState(state), first)).toEqual({
      ...sampleSigning,
      state: "revoked",
      revocation: first,
    });
  });

  test("a revoked certificate keeps the first revocation in every detail", () => {
    const once: Certificate = { ...inState("revoked"), revocation: first };
    const milder: Revocation = { ...second, cause: "disposed", reason: "cessationOfOperation" };
    expect(revoke(once, milder)).toBe(once);
  });

  test("one that turns out to be stolen keeps its date and cause and takes the worse reason", () => {
    const once: Certificate = { ...inState("revoked"), revocation: first };
    const raised = { cause: "stolen", revocationId: "2".repeat(64), raisedAt: minutesLater(5) };
    expect(revoke(once, second)).toEqual({
      ...once,
      revocation: { ...first, reason: "keyCompromise", raised },
    });
  });

  test("ends the time on hold", () => {
    const held: Certificate = { ...inState("onHold"), holds: [span] };
    expect(revoke(held, second)).toEqual({
      ...inState("revoked"),
      holds: [{ ...span, endedAt: minutesLater(5) }],
      revocation: second,
    });
  });

  test("an expired certificate is refused", () => {
    expect(revoke(inState("expired"), first)).toEqual({ refused: "certificate_expired" });
  });
});

describe("holding", () => {
  test("a valid certificate keeps when it was held, and by which hold", () => {
    const held = hold(sampleSigning, span);
    expect(held).toEqual({ ...sampleSigning, state: "onHold", holds: [span] });
    expect(currentHold({ ...sampleSigning, state: "onHold", holds: [span] })).toEqual(span);
  });

  test("one that is on hold keeps its first hold", () => {
    const held: Certificate = { ...inState("onHold"), holds: [span] };
    expect(hold(held, { holdId: "g".repeat(64), heldAt: minutesLater(1) })).toBe(held);
  });

  test("is refused once the certificate has ended, by what ended it", () => {
    expect(hold(inState("revoked"), span)).toEqual(revoked);
    expect(hold(inState("expired"), span)).toEqual(expired);
  });

  test("adds to the times before", () => {
    const before = { ...span, endedAt: minutesLater(1) };
    const again = { holdId: "g".repeat(64), heldAt: minutesLater(2) };
    expect(hold({ ...sampleSigning, holds: [before] }, again)).toMatchObject({ holds: [before, again] });
  });
});

/** By kind, state and whether the kind comes back: typed by hand. */
const releases = [
  ["authentication", "onHold", true, "valid"],
  ["signing", "onHold", false, "revoked"],
  ["signing", "onHold", true, "valid"],
  ["authentication", "onHold", false, "revoked"],
  ["authentication", "valid", true, notOnHold],
  ["signing", "valid", false, notOnHold],
  ["authentication", "revoked", true, revoked],
  ["signing", "revoked", false, revoked],
  ["authentication", "expired", true, expired],
  ["signing", "expired", false, expired],
] as const;

describe("releasing", () => {
  const found: Revocation = { ...second, cause: "foundAgain", reason: "superseded", channel: "hold" };

  test.each(releases)("the %s certificate, %s, comes back: %s", (kind, state, comesBack, becomes) => {
    const holds = state === "onHold" ? { holds: [span] } : {};
    const certificate: Certificate = { ...inState(state), kind, ...holds };
    const returning = comesBack ? [kind] : [];
    const released = release(certificate, { returning, revocation: found });
    expect("state" in released ? released.state : released).toEqual(becomes);
  });

  test("ends the time on hold when it is released", () => {
    const held: Certificate = { ...inState("onHold"), holds: [span] };
    const holds = [{ ...span, endedAt: minutesLater(5) }];
    const returning = ["signing"] as const;
    expect(release(held, { returning, revocation: found })).toEqual({ ...sampleSigning, holds });
    expect(release(held, { returning: [], revocation: found })).toEqual({
      ...inState("revoked"),
      holds,
      revocation: found,
    });
  });
});

test("expiry ends the time on hold", () => {
  const held: Certificate = { ...inState("onHold"), holds: [span], expiresAt: minutesLater(3) };
  expect(expire(held, minutesLater(4))).toEqual({
    ...held,
    state: "expired",
    holds: [{ ...span, endedAt: minutesLater(4) }],
  });
});
