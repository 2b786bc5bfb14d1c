import { describe, expect, test } from "vitest";
import type { Device } from "../../functions/src/domain/device.ts";
import {
  cancelWipe,
  contactWipe,
  type Enrolment,
  enrol,
  isSameEnrolment,
  refresh,
  refuseStopped,
} from "../../functions/src/domain/enrolment.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  sampleWipe,
  start,
} from "../doubles/samples.ts";

const both = ["signing", "authentication"] as const;

const enrolment: Enrolment = {
  holderId: "holder-1",
  isProven: false,
  signedAt: start,
  secureElement: sampleDevice.secureElement,
  deviceKey: sampleDevice.deviceKey,
  handset: sampleDevice.handset,
  pushTarget: { kind: "fcmToken", value: "push-target-1" },
  certificateIds: sampleDevice.certificateIds,
};
const otherKey = { ...sampleDevice.deviceKey, x: "B".repeat(43) };
const contact = { deviceKey: otherKey, now: minutesLater(9) };

test("a first enrolment is an active device with an active push target", () => {
  const place = {
    deviceId: sampleDevice.deviceId,
    generation: 1,
    auditHead: { sequence: 0, hash: "anchor" },
    now: start,
  };
  expect(enrol(enrolment, place)).toEqual({ ...sampleDevice, auditHead: place.auditHead });
});

describe("the same enrolment", () => {
  test("is the same holder with the same certificates, in any order", () => {
    const certificateIds = sampleDevice.certificateIds.toReversed();
    expect(isSameEnrolment(sampleDevice, { ...enrolment, certificateIds })).toBe(true);
  });

  test("is a part of them too: a phone that erased one must still be able to say where it is", () => {
    expect(isSameEnrolment(sampleDevice, { ...enrolment, certificateIds: ["a".repeat(64)] })).toBe(true);
  });

  test.each([
    ["one certificate more", { certificateIds: ["a".repeat(64), "b".repeat(64), "c".repeat(64)] }],
    ["another certificate", { certificateIds: ["a".repeat(64), "c".repeat(64)] }],
    ["another holder", { holderId: "holder-2" }],
  ])("is not one with %s", (_, difference) => {
    expect(isSameEnrolment(sampleDevice, { ...enrolment, ...difference })).toBe(false);
  });

  test("refreshed has the new push target, handset and key, and keeps everything else", () => {
    const replaced: Device = { ...sampleDevice, state: "replaced", wipeId: "wipe-1", erasure: "open" };
    const handset = { ...sampleDevice.handset, appVersion: "1.1.0" };
    const pushTarget = { kind: "fid", value: "push-target-2" } as const;
    const again = { ...enrolment, handset, pushTarget, deviceKey: otherKey };
    expect(refresh(replaced, again, minutesLater(9))).toEqual({
      ...replaced,
      handset,
      deviceKey: otherKey,
      pushTarget: { ...pushTarget, state: "active", seenAt: minutesLater(9) },
      lastSeenAt: minutesLater(9),
    });
  });
});

describe("a new enrolment", () => {
  test("may bring certificates that nobody knows, and known ones that are valid", () => {
    expect(refuseStopped([])).toBeUndefined();
    expect(refuseStopped([sampleSigning, sampleAuthentication])).toBeUndefined();
  });

  test.each([
    ["revoked", "certificate_revoked"],
    ["onHold", "certificate_unknown"],
    ["expired", "certificate_unknown"],
  ] as const)("with a certificate that is %s is refused: it would be valid again", (state, refused) => {
    expect(refuseStopped([sampleSigning, { ...sampleAuthentication, state }])).toMatchObject({ refused });
  });
});

describe("contact with the phone", () => {
  test.each([
    ["pending", "pending"],
    ["sent", "pending"],
    ["received", "received"],
    ["deferred", "pending"],
    ["stuck", "pending"],
  ] as const)(
    "makes a wipe that is %s due at once as %s, answered by the key it has now",
    (before, after) => {
      const open: Wipe = {
        ...sampleWipe,
        state: before,
        attempts: 3,
        attemptIsOpen: true,
        cause: "windowOver",
      };
      expect(contactWipe(open, contact)).toEqual({
        ...sampleWipe,
        state: after,
        attempts: 3,
        deviceKey: otherKey,
        attemptIsOpen: false,
        nextStepAt: minutesLater(9),
      });
    },
  );

  test.each(["confirmed", "cancelled"] as const)("leaves a wipe that is %s as it is", (state) => {
    const { nextStep, nextStepAt, ...rest } = sampleWipe;
    const ended: Wipe = { ...rest, state, endedAt: start };
    expect(contactWipe(ended, contact)).toEqual(ended);
  });

  test("gives one that was closed without proof the key that the phone has now, and leaves it closed", () => {
    const { nextStep, nextStepAt, ...rest } = sampleWipe;
    const closed: Wipe = { ...rest, state: "closedUnverified", endedAt: start };
    expect(contactWipe(closed, contact)).toEqual({ ...closed, deviceKey: otherKey });
  });
});

test("what the phone has just shown, nobody's word of before says to be gone", () => {
  const certificates = sampleWipe.certificates.map((one) => {
    return { ...one, outcome: "erased", evidence: "deviceSigned" } as const;
  });
  const [first, second] = certificates;
  const after = contactWipe(
    { ...sampleWipe, certificates },
    { ...contact, shownIds: [first?.certificateId ?? ""] },
  );
  expect(after.certificates).toEqual([sampleWipe.certificates[0], second]);
});

describe("a wipe that re-enrolment overtakes", () => {
  test.each(["pending", "sent", "received", "deferred", "stuck"] as const)(
    "is cancelled when it is %s, and has no next step",
    (state) => {
      const { nextStep, nextStepAt, ...rest } = sampleWipe;
      expect(cancelWipe({ ...sampleWipe, state, attemptIsOpen: true }, both, minutesLater(9))).toEqual({
        ...rest,
        state: "cancelled",
        endedAt: minutesLater(9),
      });
    },
  );

  test("stays while one of its kinds was not replaced: that one is still on the chip", () => {
    expect(cancelWipe(sampleWipe, ["signing"], minutesLater(9))).toEqual(sampleWipe);
  });

  test.each(["confirmed", "closedUnverified", "cancelled"] as const)("stays %s once it is", (state) => {
    const { nextStep, nextStepAt, ...rest } = sampleWipe;
    const ended: Wipe = { ...rest, state, endedAt: start };
    expect(cancelWipe(ended, both, minutesLater(9))).toEqual(ended);
  });
});
