import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import { noticeOfDevice, noticeOfHold, noticeOfWipe } from "../../functions/src/domain/noticeText.ts";
import type { DeviceFacts } from "../../functions/src/domain/nudge.ts";
import type { Revocation } from "../../functions/src/domain/revocation.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleHold,
  sampleSigning,
  sampleWipe,
  start,
} from "../doubles/samples.ts";

const [model, later, latest] = ["Sample 8", minutesLater(10), minutesLater(20)];

function revoked(certificate: Certificate, more: Partial<Revocation> = {}): Certificate {
  const revocation = {
    ...({ cause: "stoppedUsing", reason: "cessationOfOperation", channel: "card" } as const),
    ...{ revocationId: "revocation-1", revokedAt: start, ...more },
  };
  return { ...certificate, state: "revoked", revocation };
}

function facts(...certificates: readonly Certificate[]): DeviceFacts {
  return {
    ...{ device: sampleDevice, certificates, wipe: undefined, resetHelps: "unknown" },
    ...{ hibernation: { after: 0, spread: 0 }, now: latest },
  };
}

const bothRevoked = facts(revoked(sampleSigning), revoked(sampleAuthentication, { revokedAt: later }));

describe("of a revocation the holder is told", () => {
  test("when the latest of the wipe's certificates was revoked", () => {
    expect(noticeOfWipe("revoked", sampleWipe, bothRevoked)).toEqual({
      code: "revoked",
      values: { model, revokedAt: later },
    });
  });

  test("nothing of certificates that this wipe doesn't list", () => {
    const one: Wipe = { ...sampleWipe, certificates: sampleWipe.certificates.slice(0, 1) };
    expect(noticeOfWipe("revoked", one, bothRevoked)).toMatchObject({ values: { revokedAt: start } });
  });

  test("that the CA did it, where it did", () => {
    expect(noticeOfWipe("revoked", sampleWipe, facts(revoked(sampleSigning, { channel: "ca" })))).toEqual({
      code: "revokedByCa",
      values: { model, revokedAt: start },
    });
  });

  test("nothing where a hold's end did it, which tells of itself, or where they expired", () => {
    const byHold = facts(revoked(sampleSigning, { channel: "hold" }));
    expect(noticeOfWipe("revoked", sampleWipe, byHold)).toBeUndefined();
    const expired = facts({ ...sampleSigning, state: "expired" });
    expect(noticeOfWipe("revoked", sampleWipe, expired)).toBeUndefined();
  });
});

describe("of a wipe's end the holder is told", () => {
  const ended: Wipe = { ...sampleWipe, state: "confirmed", endedAt: later };

  test("when it was erased, or given up without proof", () => {
    expect(noticeOfWipe("erased", ended, bothRevoked)).toEqual({
      code: "erased",
      values: { model, erasedAt: later },
    });
    expect(noticeOfWipe("closedUnverified", ended, bothRevoked)).toEqual({
      code: "closedUnverified",
      values: { model, closedAt: later },
    });
  });

  test("what to do while it is stuck, and nothing once it isn't", () => {
    const stuck: Wipe = { ...sampleWipe, state: "stuck", cause: "windowOver" };
    expect(noticeOfWipe("wipeStuck", stuck, bothRevoked)).toEqual({
      code: "wipeStuck",
      values: { model, instruction: "askShop" },
    });
    expect(noticeOfWipe("wipeStuck", ended, bothRevoked)).toBeUndefined();
  });

  test("nothing that isn't a wipe's", () => {
    expect(noticeOfWipe("held", ended, bothRevoked)).toBeUndefined();
  });
});

describe("of a hold the holder is told", () => {
  test("since when, and when it ends by rule", () => {
    expect(noticeOfHold("held", sampleHold, [])).toEqual({ code: "held", values: { heldAt: start } });
    expect(noticeOfHold("held", { ...sampleHold, escalateAt: later }, [])).toEqual({
      code: "held",
      values: { heldAt: start, escalateAt: later },
    });
  });

  test("that it was released, and whether something has to be issued again", () => {
    const released = { ...sampleHold, releasedAt: later };
    expect(noticeOfHold("released", released, [sampleSigning])).toEqual({
      code: "released",
      values: { releasedAt: later, mustBeIssuedAgain: false },
    });
    const superseded = revoked(sampleSigning, { channel: "hold", cause: "foundAgain" });
    expect(noticeOfHold("released", released, [superseded, sampleAuthentication])).toEqual({
      code: "released",
      values: { releasedAt: later, mustBeIssuedAgain: true },
    });
  });

  test("when it was revoked by rule, and nothing while it wasn't", () => {
    const byRule = revoked(sampleSigning, { channel: "hold", cause: "notFound", revokedAt: later });
    expect(noticeOfHold("escalated", sampleHold, [byRule])).toEqual({
      code: "escalated",
      values: { revokedAt: later },
    });
    expect(noticeOfHold("escalated", sampleHold, [sampleSigning])).toBeUndefined();
    expect(noticeOfHold("erased", sampleHold, [byRule])).toBeUndefined();
  });
});

describe("of what a reset has erased in force the holder is told", () => {
  const inForce = facts(sampleSigning, revoked(sampleAuthentication));

  test("that it is erased and not revoked", () => {
    const confirmed: Wipe = { ...sampleWipe, state: "confirmed", endedAt: later };
    expect(noticeOfWipe("erased", confirmed, inForce)).toEqual({
      code: "erasedNotRevoked",
      values: { model, erasedAt: later },
    });
    expect(noticeOfWipe("erased", confirmed, bothRevoked)).toMatchObject({ code: "erased" });
  });

  test("nothing where it is stuck: there is nothing that they could do but revoke", () => {
    const stuck: Wipe = { ...sampleWipe, state: "stuck", cause: "windowOver" };
    expect(noticeOfWipe("wipeStuck", stuck, inForce)).toBeUndefined();
  });
});

test("of what somebody else's app found the holder is told while it is noted on the device, and of nothing else", () => {
  const found = { inForce: later };
  expect(noticeOfDevice("foundInForce", { ...sampleDevice, found }, minutesLater(9))).toEqual({
    code: "foundInForce",
    values: { model, foundAt: later },
  });
  expect(noticeOfDevice("foundErased", sampleDevice, minutesLater(9))).toBeUndefined();
  expect(noticeOfDevice("foundErased", { ...sampleDevice, found }, minutesLater(9))).toBeUndefined();
  expect(noticeOfDevice("revoked", { ...sampleDevice, found }, minutesLater(9))).toBeUndefined();
});
