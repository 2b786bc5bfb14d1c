import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import type { MatterKind } from "../../functions/src/domain/matter.ts";
import {
  type DeviceFacts,
  instructionOf,
  nudgeOfDevice,
  nudgeOfHold,
  nudgeOfWipe,
} from "../../functions/src/domain/nudge.ts";
import { isOutOfHands } from "../../functions/src/domain/outOfHands.ts";
import type { RevocationCause } from "../../functions/src/domain/revocation.ts";
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

const day = 86_400_000;
const daysLater = (days: number) => minutesLater(days * 24 * 60);
const model = "Sample 8";

const facts: DeviceFacts = {
  device: sampleDevice,
  certificates: [sampleSigning, sampleAuthentication],
  wipe: undefined,
  resetHelps: "unknown",
  hibernation: { after: 90 * day, spread: 30 * day },
  now: daysLater(5),
};

function onHold(certificate: Certificate): Certificate {
  return { ...certificate, state: "onHold", holds: [{ holdId: "hold-1", heldAt: start }] };
}

function revoked(certificate: Certificate, cause: RevocationCause): Certificate {
  const revocation = {
    ...({ cause, reason: "cessationOfOperation", channel: "card" } as const),
    ...{ revocationId: "revocation-1", revokedAt: start },
  };
  return { ...certificate, state: "revoked", revocation };
}

const allRevoked = (cause: RevocationCause) => facts.certificates.map((one) => revoked(one, cause));

function about(kind: MatterKind, more: Partial<DeviceFacts> = {}): DeviceFacts {
  const matter = { about: kind, anchorAt: daysLater(5), reminders: 0, remindAt: daysLater(5) };
  return { ...facts, ...more, device: { ...sampleDevice, ...more.device, matter } };
}

test("a hand-over of a phone that was lost meanwhile is over, and one of a phone on hold waits", () => {
  const lost = { certificates: allRevoked("lost") };
  const held = { certificates: [onHold(sampleSigning), onHold(sampleAuthentication)] };
  expect(nudgeOfDevice(about("handOver", lost))).toBe("over");
  expect(nudgeOfDevice(about("handOver", held))).toBe("silent");
});

describe("of a wipe its holder is told", () => {
  const moved = { certificates: allRevoked("movedToNewPhone") };

  test("that the phone isn't erased, for how many whole days, and what to do", () => {
    expect(nudgeOfWipe(sampleWipe, { ...facts, ...moved, now: daysLater(6.9) })).toEqual({
      code: "notErased",
      values: { model, daysOpen: 6, instruction: "connect" },
    });
  });

  test("nothing more once it is over", () => {
    const ended: Wipe = { ...sampleWipe, state: "confirmed" };
    expect(nudgeOfWipe(ended, { ...facts, ...moved })).toBe("over");
  });

  test("nothing while the countdown to a hand-over tells it: once that has begun, until the day is over", () => {
    const counted = (reminders: number, days: number) => {
      const named = about("handOver", { ...moved, now: daysLater(days) });
      const matter = {
        about: "handOver",
        anchorAt: daysLater(5),
        reminders,
        remindAt: daysLater(5),
      } as const;
      return nudgeOfWipe(sampleWipe, { ...named, device: { ...named.device, matter } });
    };
    expect(counted(0, 1)).toMatchObject({ code: "notErased" });
    expect([counted(1, 1), counted(3, 5.5)]).toEqual(["silent", "silent"]);
    expect(counted(3, 7)).toMatchObject({ code: "notErased" });
  });

  test.each(["lost", "stolen", "notFound"] as const)(
    "nothing where it was %s: there is nothing to do",
    (cause) => {
      expect(nudgeOfWipe(sampleWipe, { ...facts, certificates: allRevoked(cause) })).toBe("silent");
    },
  );

  test("to wait for the SEI-TSM, also then: it may need the phone switched on", () => {
    const asked: Wipe = { ...sampleWipe, scope: "applet", nextStep: "askTsm" };
    expect(nudgeOfWipe(asked, { ...facts, ...moved })).toMatchObject({
      values: { instruction: "waitForTsm" },
    });
  });
});

describe("of a hold its holder is told", () => {
  test("for how long it has lasted, and when it ends by rule", () => {
    expect(nudgeOfHold(sampleHold, daysLater(3.5))).toEqual({
      code: "holdUndecided",
      values: { daysOnHold: 3 },
    });
    expect(nudgeOfHold({ ...sampleHold, escalateAt: daysLater(9) }, daysLater(3))).toEqual({
      code: "holdUndecided",
      values: { daysOnHold: 3, escalateAt: daysLater(9) },
    });
  });

  test.each(["joined", "released", "escalated", "over"] as const)("nothing once it is %s", (state) => {
    expect(nudgeOfHold({ ...sampleHold, state }, daysLater(3))).toBe("over");
  });
});

describe("of a phone whose certificates are in force its holder is told", () => {
  test("that another one was enrolled", () => {
    expect(nudgeOfDevice(about("newPhone"))).toEqual({ code: "notRevokedNewPhone", values: { model } });
  });

  test("that Android will put its app to sleep, while that may still be ahead", () => {
    expect(nudgeOfDevice(about("unseen", { now: daysLater(60) }))).toEqual({
      code: "hibernationForecast",
      values: { model, earliestOn: daysLater(90), latestOn: daysLater(120) },
    });
  });

  test("since when it wasn't seen, once it sleeps or where it never does", () => {
    const unseen = { code: "notRevokedUnseen", values: { model, lastSeenOn: start } };
    expect(nudgeOfDevice(about("unseen", { now: daysLater(120) }))).toEqual(unseen);
    const handset = { ...sampleDevice.handset, platform: "ios" as const };
    const iPhone = { ...sampleDevice, handset };
    expect(nudgeOfDevice(about("unseen", { device: iPhone, now: daysLater(60) }))).toEqual(unseen);
  });

  test("nothing without a matter", () => {
    expect(nudgeOfDevice(facts)).toBe("over");
  });
});

describe.each(["newPhone", "unseen"] as const)("about %s there is", (kind) => {
  test("nothing left once no certificate is in force", () => {
    expect(nudgeOfDevice(about(kind, { certificates: allRevoked("stoppedUsing") }))).toBe("over");
  });

  test("silence while all are on hold: the hold tells of itself", () => {
    const certificates = facts.certificates.map(onHold);
    expect(nudgeOfDevice(about(kind, { certificates }))).toBe("silent");
  });

  test("something to say while one is valid", () => {
    const certificates = [onHold(sampleSigning), sampleAuthentication];
    expect(nudgeOfDevice(about(kind, { certificates }))).toHaveProperty("code");
  });
});

describe("of a phone that will be handed over its holder is told", () => {
  const revokedPhone = { certificates: allRevoked("handedOn"), wipe: sampleWipe };

  test("to revoke, where its certificates stand", () => {
    expect(nudgeOfDevice(about("handOver"))).toMatchObject({
      code: "handOverDoNow",
      values: { isRevoked: false, instruction: "nothing" },
    });
  });

  test("what helps to have it erased, where they are revoked", () => {
    expect(nudgeOfDevice(about("handOver", revokedPhone))).toMatchObject({
      code: "handOverDoNow",
      values: { isRevoked: true, instruction: "connect" },
    });
  });

  test.each([
    ["confirmed", "handOverSafe"],
    ["closedUnverified", "handOverDoNow"],
    ["cancelled", "handOverDoNow"],
    ["open", "handOverDoNow"],
  ] as const)("with an erasure that is %s: %s", (erasure, code) => {
    const device = { ...sampleDevice, erasure };
    expect(nudgeOfDevice(about("handOver", { ...revokedPhone, device }))).toMatchObject({ code });
  });

  test("nothing once the day is past and all is done", () => {
    const device = { ...sampleDevice, erasure: "confirmed" as const };
    expect(nudgeOfDevice(about("handOver", { ...revokedPhone, device, now: daysLater(7) }))).toBe("over");
  });
});

test("a phone is out of its holder's hands when it is on hold or was lost, stolen or not found again", () => {
  expect(isOutOfHands(facts.certificates)).toBe(false);
  expect(isOutOfHands([sampleSigning, onHold(sampleAuthentication)])).toBe(true);
  for (const cause of ["lost", "stolen", "notFound"] as const)
    expect(isOutOfHands(allRevoked(cause))).toBe(true);
  for (const cause of ["movedToNewPhone", "handedOn", "foundAgain", "cardExpired"] as const)
    expect(isOutOfHands(allRevoked(cause))).toBe(false);
});

test("a phone that a reset erased in force is reminded of until it is revoked, and its open wipe never", () => {
  const message = { code: "notRevokedErased", values: { model } };
  expect(nudgeOfDevice(about("erasedNotRevoked"))).toEqual(message);
  expect(nudgeOfDevice(about("erasedNotRevoked", { certificates: allRevoked("handedOn") }))).toBe("over");
  const held = { certificates: [onHold(sampleSigning), onHold(sampleAuthentication)] };
  expect(nudgeOfDevice(about("erasedNotRevoked", held))).toBe("silent");
  const asked: Wipe = { ...sampleWipe, scope: "applet", nextStep: "askTsm", resetVersion: 1 };
  expect(nudgeOfWipe(asked, facts)).toBe("silent");
  expect(instructionOf({ ...facts, wipe: asked })).toBe("revokeByCard");
});
