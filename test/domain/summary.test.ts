import { describe, expect, test } from "vitest";
import type { Hold } from "../../functions/src/domain/hold.ts";
import {
  summariseCertificate,
  summariseDevice,
  summariseHold,
  summariseWipe,
} from "../../functions/src/domain/summary.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { minutesLater, sampleDevice, sampleHold, sampleSigning, sampleWipe } from "../doubles/samples.ts";

describe("a certificate in the console", () => {
  test.each([
    ["valid", "Signing certificate, valid, expires 2030-01-01 00:00 UTC."],
    ["onHold", "Signing certificate, onHold, expires 2030-01-01 00:00 UTC."],
    ["expired", "Signing certificate, expired, expires 2030-01-01 00:00 UTC."],
  ] as const)("that is %s reads well", (state, sentence) => {
    expect(summariseCertificate({ ...sampleSigning, state })).toBe(sentence);
  });

  test("that is revoked says when, with which reason and for which cause", () => {
    const revocation = {
      cause: "movedToNewPhone",
      reason: "superseded",
      channel: "newPhone",
      revocationId: "1".repeat(64),
      revokedAt: minutesLater(61),
    } as const;
    const revoked = { ...sampleSigning, kind: "authentication", state: "revoked", revocation } as const;
    expect(summariseCertificate(revoked)).toBe(
      "Authentication certificate, revoked 2026-11-22 10:01 UTC (superseded, movedToNewPhone).",
    );
  });
});

describe("what a hold adds in the console:", () => {
  const span = { holdId: "h".repeat(64), heldAt: minutesLater(2) };

  test("since when a certificate is on hold", () => {
    expect(summariseCertificate({ ...sampleSigning, state: "onHold", holds: [span] })).toBe(
      "Signing certificate, onHold since 2026-11-22 09:02 UTC, expires 2030-01-01 00:00 UTC.",
    );
  });

  test("why a reason was raised", () => {
    const revocation = {
      cause: "handedOn",
      reason: "keyCompromise",
      channel: "card",
      revocationId: "1".repeat(64),
      revokedAt: minutesLater(61),
      raised: { cause: "stolen", revocationId: "2".repeat(64), raisedAt: minutesLater(62) },
    } as const;
    expect(summariseCertificate({ ...sampleSigning, state: "revoked", revocation })).toBe(
      "Signing certificate, revoked 2026-11-22 10:01 UTC (keyCompromise, handedOn, raised for stolen 2026-11-22 10:02 UTC).",
    );
  });

  test.each<[string, Partial<Hold>, string]>([
    [
      "open",
      { nextStep: "remind", nextStepAt: minutesLater(1440) },
      "waiting for the phone to be found, remind at 2026-11-23 09:00 UTC",
    ],
    ["joined", { state: "joined" }, "an earlier hold holds them"],
    ["released", { state: "released" }, "released"],
    ["escalated", { state: "escalated" }, "revoked, as the holder had chosen in advance"],
    ["over", { state: "over" }, "nothing is on hold any more"],
  ])("that it is %s", (_, changes, words) => {
    expect(summariseHold({ ...sampleHold, ...changes })).toBe(
      `2 certificates held 2026-11-22 09:00 UTC (callBack): ${words}.`,
    );
  });
});

describe("a device in the console", () => {
  test("with nothing to erase says what it is and when it was there", () => {
    expect(summariseDevice(sampleDevice)).toBe(
      "Sample 8 (android), enrolment 1, active, last seen 2026-11-22 09:00 UTC.",
    );
  });

  test.each([
    ["open", "not proven yet, see the wipe"],
    ["confirmed", "confirmed"],
    ["closedUnverified", "closed without proof"],
    ["cancelled", "cancelled"],
  ] as const)("whose erasure is %s says so", (erasure, words) => {
    expect(summariseDevice({ ...sampleDevice, state: "replaced", erasure })).toBe(
      `Sample 8 (android), enrolment 1, replaced, last seen 2026-11-22 09:00 UTC. Erasure: ${words}.`,
    );
  });
});

describe("a wipe in the console", () => {
  test.each<[string, Partial<Wipe>, string]>([
    ["just opened", {}, "waiting for attempt 1 at 2026-11-22 09:00 UTC."],
    ["being sent", { attempts: 1, attemptIsOpen: true }, "attempt 1 is being sent."],
    [
      "sent once",
      { state: "sent", attempts: 1, nextStepAt: minutesLater(5) },
      "sent 1 time, waiting for the phone, attempt 2 at 2026-11-22 09:05 UTC.",
    ],
    [
      "sent twice",
      { state: "sent", attempts: 2, nextStepAt: minutesLater(30) },
      "sent 2 times, waiting for the phone, attempt 3 at 2026-11-22 09:30 UTC.",
    ],
    [
      "received",
      { state: "received", attempts: 1, nextStepAt: minutesLater(5) },
      "the phone has the command and is working, attempt 2 at 2026-11-22 09:05 UTC.",
    ],
    [
      "deferred",
      { state: "deferred", attempts: 1, nextStepAt: minutesLater(15) },
      "the phone said not now, attempt 2 at 2026-11-22 09:15 UTC.",
    ],
    [
      "stuck",
      { state: "stuck", cause: "deviceError", attempts: 1, nextStepAt: minutesLater(5) },
      "stuck (deviceError), a person has to act, attempt 2 at 2026-11-22 09:05 UTC.",
    ],
    [
      "confirmed",
      { state: "confirmed", evidence: "deviceSigned", endedAt: minutesLater(2) },
      "confirmed 2026-11-22 09:02 UTC (deviceSigned).",
    ],
    [
      "closed",
      { state: "closedUnverified", evidence: "holderDeclared" },
      "closed without proof (holderDeclared).",
    ],
    ["cancelled", { state: "cancelled" }, "cancelled."],
  ])("that is %s reads well", (_, changes, sentence) => {
    expect(summariseWipe({ ...sampleWipe, ...changes })).toBe(`Erase 2 certificates: ${sentence}`);
  });

  test("of one certificate counts in the singular", () => {
    const certificates = sampleWipe.certificates.slice(0, 1);
    expect(summariseWipe({ ...sampleWipe, certificates, state: "cancelled" })).toBe(
      "Erase 1 certificate: cancelled.",
    );
  });
});
