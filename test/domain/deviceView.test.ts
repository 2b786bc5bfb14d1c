import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import type { Device } from "../../functions/src/domain/device.ts";
import {
  isShownDeviceChange,
  isShownWipeChange,
  type ShownErasure,
  shownErasureOf,
  standingOf,
} from "../../functions/src/domain/deviceView.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import type { WipeState } from "../../functions/src/domain/wipeMoves.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  sampleWipe,
  start,
} from "../doubles/samples.ts";

const rules = { resetHelps: "no", hibernation: { after: 1e12, spread: 1e9 }, now: minutesLater(60) } as const;
const revocation = {
  cause: "handedOn",
  reason: "cessationOfOperation",
  channel: "card",
  revocationId: "revocation-1",
  revokedAt: minutesLater(7),
} as const;

describe("a certificate shows since when it is", () => {
  const held = { holdId: "hold-1", heldAt: minutesLater(3) };
  test.each<[string, Partial<Certificate>, Date | undefined]>([
    ["valid and never touched", {}, undefined],
    ["on hold", { state: "onHold", holds: [held] }, minutesLater(3)],
    ["valid again", { holds: [{ ...held, endedAt: minutesLater(5) }] }, minutesLater(5)],
    [
      "revoked",
      { state: "revoked", revocation, holds: [{ ...held, endedAt: minutesLater(7) }] },
      minutesLater(7),
    ],
    ["expired", { state: "expired" }, sampleSigning.expiresAt],
  ])("%s", (_, more, changedAt) => {
    const certificates = [{ ...sampleSigning, ...more }];
    const [shown] = standingOf({ device: sampleDevice, certificates, wipe: undefined }, rules).certificates;
    expect(shown?.changedAt).toEqual(changedAt);
    expect(shown?.state).toBe(more.state ?? "valid");
  });
});

test("what was erased although it is in force is to be revoked by card, in the enrolment that is in use", () => {
  const reset = { scope: "applet", nextStep: "askTsm", resetVersion: 1, resetAt: minutesLater(30) } as const;
  const wipe = { ...sampleWipe, ...reset, evidence: "resetReported" } as const;
  const certificates = [sampleSigning, sampleAuthentication];
  const parts = { device: sampleDevice, certificates, wipe };
  expect(standingOf(parts, rules).instruction).toBe("revokeByCard");
  const retired = { ...sampleDevice, state: "retired" } as const;
  expect(standingOf({ ...parts, device: retired }, rules).instruction).toBe("waitForTsm");
  const at = minutesLater(50);
  const matter = { about: "erasedNotRevoked", anchorAt: at, reminders: 0, remindAt: at } as const;
  const takenOver = { ...sampleDevice, matter };
  expect(standingOf({ ...parts, device: takenOver, wipe: undefined }, rules).instruction).toBe(
    "revokeByCard",
  );
});

describe("the holder of a phone that is out of their hands isn't asked to touch it:", () => {
  test.each(["lost", "stolen"] as const)("%s", (cause) => {
    const revoked: Certificate = { ...sampleSigning, state: "revoked", revocation: { ...revocation, cause } };
    const parts = { device: sampleDevice, certificates: [revoked], wipe: sampleWipe };
    expect(standingOf(parts, rules).instruction).toBe("nothing");
  });

  test("stolen, as was said later", () => {
    const raised = { cause: "stolen", revocationId: "revocation-2", raisedAt: minutesLater(9) } as const;
    const revoked: Certificate = {
      ...sampleSigning,
      state: "revoked",
      revocation: { ...revocation, raised },
    };
    const parts = { device: sampleDevice, certificates: [revoked], wipe: sampleWipe };
    expect(standingOf(parts, rules).instruction).toBe("nothing");
  });

  test("but one that was handed on may still be at hand", () => {
    const revoked: Certificate = { ...sampleSigning, state: "revoked", revocation };
    const parts = { device: sampleDevice, certificates: [revoked], wipe: sampleWipe };
    expect(standingOf(parts, rules).instruction).toBe("connect");
  });
});

test.each<[WipeState, ShownErasure]>([
  ["pending", "waiting"],
  ["sent", "waiting"],
  ["received", "received"],
  ["deferred", "deferred"],
  ["stuck", "stuck"],
  ["confirmed", "confirmed"],
  ["closedUnverified", "closedUnverified"],
  ["cancelled", "cancelled"],
])("a wipe that is %s shows as %s", (state, shown) => {
  expect(shownErasureOf({ ...sampleWipe, state })).toBe(shown);
});

describe("of a wipe the holder sees", () => {
  test.each<[string, Partial<Wipe>, boolean]>([
    ["no attempt", { state: "sent", attempts: 1, nextStepAt: minutesLater(5) }, false],
    ["that the phone has the command", { state: "received" }, true],
    ["that it is given to the SEI-TSM", { nextStep: "askTsm" }, true],
    ["better evidence", { evidence: "resetReported" }, true],
    ["the end", { state: "cancelled" }, true],
  ])("%s", (_, more, isSeen) => {
    expect(isShownWipeChange(sampleWipe, { ...sampleWipe, ...more })).toBe(isSeen);
  });
});

describe("of a device the holder sees", () => {
  const head = { sequence: 1, hash: "hash" };
  test.each<[string, Partial<Device>, boolean]>([
    ["nothing where nothing changed", {}, false],
    ["what its audit tells", { auditHead: head }, true],
    ["that its push target is dead", { pushTarget: { ...sampleDevice.pushTarget, state: "dead" } }, true],
    ["that it was replaced", { state: "replaced" }, true],
    ["that it was heard from half a day later", { lastSeenAt: minutesLater(720) }, true],
    ["not each time that it asks", { lastSeenAt: minutesLater(719) }, false],
    ["its wipe's opening by the wipe", { wipeId: "wipe-1", erasure: "open", auditHead: head }, false],
  ])("%s", (_, more, isSeen) => {
    expect(isShownDeviceChange(sampleDevice, { ...sampleDevice, ...more })).toBe(isSeen);
  });

  test("that it was enrolled", () => {
    expect(isShownDeviceChange(undefined, { ...sampleDevice, lastSeenAt: start })).toBe(true);
  });
});
