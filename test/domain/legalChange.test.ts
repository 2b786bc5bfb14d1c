import { describe, expect, test } from "vitest";
import type { Certificate, CertificateState } from "../../functions/src/domain/certificate.ts";
import {
  isLegalCertificateChange as isLegalChange,
  isLegalWipeChange,
} from "../../functions/src/domain/legalChange.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import type { WipeState } from "../../functions/src/domain/wipeMoves.ts";
import { minutesLater, sampleAuthentication, sampleWipe, start } from "../doubles/samples.ts";

const revocation = {
  cause: "stolen",
  reason: "keyCompromise",
  channel: "card",
  revocationId: "2".repeat(64),
  revokedAt: start,
} as const;

const span = { holdId: "h".repeat(64), heldAt: start };
const ended = { ...span, endedAt: minutesLater(1) };

/** An authentication certificate that was on hold once, unless it still is. */
function certificate(state: CertificateState): Certificate {
  const one = { ...sampleAuthentication, state, holds: [state === "onHold" ? span : ended] };
  return state === "revoked" ? { ...one, revocation } : one;
}

function isLegalCertificateChange(before: Certificate, after: Certificate): boolean {
  return isLegalChange(before, after, ["authentication"]);
}

describe("a certificate may become", () => {
  const legal: Record<CertificateState, readonly CertificateState[]> = {
    valid: ["valid", "onHold", "revoked", "expired"],
    onHold: ["valid", "onHold", "revoked", "expired"],
    revoked: ["revoked"],
    expired: ["expired"],
  };
  const states: CertificateState[] = ["valid", "onHold", "revoked", "expired"];
  const pairs = states.flatMap((before) => states.map((after) => [before, after] as const));

  test.each(pairs)("from %s %s, if the table leads there", (before, after) => {
    const heldAnew = before === "valid" && after === "onHold" ? { holds: [ended, span] } : {};
    const changed = { ...certificate(after), ...heldAnew };
    const isLegal = isLegalCertificateChange(certificate(before), changed);
    expect(isLegal).toBe(legal[before].includes(after));
  });

  test("revoked only with all that belongs to a revocation, which never changes", () => {
    const bare: Certificate = { ...sampleAuthentication, state: "revoked", holds: [ended] };
    const later = { ...certificate("revoked"), revocation: { ...revocation, revokedAt: minutesLater(1) } };
    const milder = { ...revocation, reason: "superseded" } as const;
    const lowered: Certificate = { ...certificate("revoked"), revocation: milder };
    expect(isLegalCertificateChange(certificate("valid"), bare)).toBe(false);
    expect(isLegalCertificateChange(certificate("revoked"), bare)).toBe(false);
    expect(isLegalCertificateChange(certificate("revoked"), later)).toBe(false);
    expect(isLegalCertificateChange(certificate("valid"), { ...certificate("valid"), revocation })).toBe(
      false,
    );
    expect(isLegalCertificateChange(certificate("revoked"), lowered)).toBe(false);
    expect(isLegalCertificateChange(lowered, certificate("revoked"))).toBe(true);
  });

  test("on hold, or off it, only with the time on hold that goes with it", () => {
    const held = certificate("onHold");
    const valid = certificate("valid");
    expect(isLegalCertificateChange(valid, { ...valid, state: "onHold" })).toBe(false);
    expect(isLegalCertificateChange(held, { ...held, state: "valid" })).toBe(false);
    expect(isLegalCertificateChange(valid, { ...valid, holds: [] })).toBe(false);
    const { holds, ...never } = valid;
    expect(isLegalCertificateChange(valid, never)).toBe(false);
    const backdated = { ...ended, endedAt: start };
    expect(isLegalCertificateChange(valid, { ...valid, holds: [backdated] })).toBe(false);
    const another = { ...ended, holdId: "g".repeat(64) };
    expect(isLegalCertificateChange(valid, { ...valid, holds: [another] })).toBe(false);
  });

  test("valid again only if it is of a kind that comes back", () => {
    const held: Certificate = { ...certificate("onHold"), kind: "signing" };
    const back: Certificate = { ...certificate("valid"), kind: "signing" };
    expect(isLegalChange(held, back, ["authentication"])).toBe(false);
    expect(isLegalChange(held, back, ["authentication", "signing"])).toBe(true);
    expect(isLegalChange(certificate("onHold"), certificate("valid"), [])).toBe(false);
  });

  test("nobody else's", () => {
    const own = certificate("valid");
    expect(isLegalCertificateChange(own, { ...own, holderId: "holder-2" })).toBe(false);
    expect(isLegalCertificateChange(own, { ...own, thumbprint: "x".repeat(43) })).toBe(false);
  });
});

const erased = sampleWipe.certificates.map((target) => ({ ...target, outcome: "erased" }) as const);

function wipe(state: WipeState): Wipe {
  const { nextStep, nextStepAt, ...rest } = sampleWipe;
  const ended = { ...rest, endedAt: minutesLater(9) };
  if (state === "confirmed") return { ...ended, state, evidence: "deviceSigned", certificates: erased };
  if (state === "closedUnverified" || state === "cancelled") return { ...ended, state };
  return { ...sampleWipe, state };
}

describe("a wipe may become", () => {
  const open: readonly WipeState[] = ["pending", "sent", "received", "deferred", "stuck"];
  const ended: readonly WipeState[] = ["confirmed", "closedUnverified", "cancelled"];

  test.each(open)("from %s confirmed, closed or cancelled", (before) => {
    for (const after of ended) expect(isLegalWipeChange(wipe(before), wipe(after))).toBe(true);
  });

  test("confirmed from closedUnverified, and nothing else once it has ended", () => {
    expect(isLegalWipeChange(wipe("closedUnverified"), wipe("confirmed"))).toBe(true);
    for (const before of ended)
      for (const after of open) expect(isLegalWipeChange(wipe(before), wipe(after))).toBe(false);
    expect(isLegalWipeChange(wipe("cancelled"), wipe("confirmed"))).toBe(false);
    expect(isLegalWipeChange(wipe("confirmed"), wipe("cancelled"))).toBe(false);
  });

  test("confirmed only on evidence, with the phone's word on every certificate where it is the phone's", () => {
    expect(isLegalWipeChange(wipe("sent"), { ...wipe("confirmed"), evidence: "none" })).toBe(false);
    expect(isLegalWipeChange(wipe("sent"), { ...wipe("confirmed"), evidence: "holderDeclared" })).toBe(false);
    const halfErased = { ...wipe("confirmed"), certificates: sampleWipe.certificates };
    expect(isLegalWipeChange(wipe("sent"), halfErased)).toBe(false);
    expect(isLegalWipeChange(wipe("sent"), { ...halfErased, evidence: "tsmConfirmed" })).toBe(true);
  });

  test("longer only under another version of its command, and what it lists stays the same certificate", () => {
    const [signing, authentication] = sampleWipe.certificates;
    if (!signing || !authentication) throw new Error("no samples");
    const short: Wipe = { ...wipe("sent"), certificates: [signing] };
    const long = { ...short, certificates: [signing, authentication] };
    expect(isLegalWipeChange(short, { ...long, commandVersion: short.commandVersion + 1 })).toBe(true);
    expect(isLegalWipeChange(short, long)).toBe(false);
    const another = { ...signing, thumbprint: authentication.thumbprint };
    expect(isLegalWipeChange(short, { ...short, certificates: [another] })).toBe(false);
  });

  test("the app's again never, once it is the SEI-TSM's, nor without the version that a reset made", () => {
    const tsms: Wipe = { ...wipe("sent"), scope: "applet", nextStep: "askTsm", resetVersion: 1 };
    const { resetVersion, ...untold } = tsms;
    expect(isLegalWipeChange(wipe("sent"), tsms)).toBe(true);
    expect(isLegalWipeChange(tsms, { ...tsms, state: "pending", resetVersion: 2 })).toBe(true);
    expect(isLegalWipeChange(tsms, { ...tsms, nextStep: "attempt" })).toBe(false);
    expect(isLegalWipeChange(tsms, { ...tsms, scope: "keys" })).toBe(false);
    expect(isLegalWipeChange(tsms, untold)).toBe(false);
    expect(isLegalWipeChange(tsms, { ...tsms, resetVersion: 0 })).toBe(false);
    const closed: Wipe = { ...wipe("closedUnverified"), scope: "applet", resetVersion: 1 };
    expect(isLegalWipeChange(tsms, closed)).toBe(true);
    expect(isLegalWipeChange(closed, { ...closed, scope: "keys" })).toBe(false);
  });

  test("ended only with the time that it ended at, which stays, and open never with one", () => {
    const confirmed = wipe("confirmed");
    const { endedAt, ...untimed } = confirmed;
    expect(isLegalWipeChange(wipe("sent"), untimed)).toBe(false);
    expect(isLegalWipeChange(wipe("sent"), { ...wipe("sent"), endedAt: minutesLater(9) })).toBe(false);
    expect(isLegalWipeChange(confirmed, { ...confirmed, endedAt: minutesLater(8) })).toBe(false);
    expect(isLegalWipeChange(confirmed, { ...confirmed, evidence: "tsmConfirmed" })).toBe(true);
    const later = { ...confirmed, endedAt: minutesLater(20) };
    expect(isLegalWipeChange(wipe("closedUnverified"), later)).toBe(true);
  });

  test("one of an earlier reset never, unless by what confirms it", () => {
    const reset = { ...wipe("sent"), resetAt: minutesLater(5) };
    const { resetAt, ...untold } = reset;
    expect(isLegalWipeChange(untold, reset)).toBe(true);
    expect(isLegalWipeChange(reset, { ...reset, resetAt: minutesLater(6) })).toBe(true);
    expect(isLegalWipeChange(reset, { ...reset, resetAt: minutesLater(4) })).toBe(false);
    expect(isLegalWipeChange(reset, untold)).toBe(false);
    const confirmed = { ...wipe("confirmed"), resetAt: minutesLater(4) };
    expect(isLegalWipeChange(reset, confirmed)).toBe(true);
    expect(isLegalWipeChange(reset, wipe("confirmed"))).toBe(false);
    expect(isLegalWipeChange(confirmed, { ...confirmed, resetAt: minutesLater(3) })).toBe(false);
  });

  test("less proven or shorter never, and open never without a next step", () => {
    const { nextStepAt, ...idle } = wipe("sent");
    expect(isLegalWipeChange(wipe("pending"), idle)).toBe(false);
    expect(isLegalWipeChange({ ...wipe("sent"), evidence: "deviceSigned" }, wipe("sent"))).toBe(false);
    expect(isLegalWipeChange(wipe("sent"), { ...wipe("sent"), certificates: erased.slice(0, 1) })).toBe(
      false,
    );
    expect(isLegalWipeChange(wipe("sent"), { ...wipe("sent"), deviceId: "another" })).toBe(false);
  });
});
