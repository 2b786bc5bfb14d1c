import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import { openOrJoinWipe } from "../../functions/src/domain/openWipe.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  sampleWipe,
  start,
} from "../doubles/samples.ts";

const fresh = { wipeId: "wipe-1", nonce: "nonce-of-version-1", shard: 3 };
const second = { wipeId: "wipe-2", nonce: "nonce-of-version-2", shard: 4 };
const both = [sampleSigning, sampleAuthentication];
const third: Certificate = { ...sampleSigning, certificateId: "c".repeat(64), thumbprint: "u".repeat(43) };

function join(current: Wipe | undefined, certificates: readonly Certificate[], minutes = 9): Wipe {
  return openOrJoinWipe({
    device: sampleDevice,
    certificates,
    current,
    fresh: second,
    scope: "keys",
    now: minutesLater(minutes),
  });
}

test("a first wipe lists every certificate, is due at once, and carries what outlives the device", () => {
  const duty = {
    device: sampleDevice,
    certificates: both,
    current: undefined,
    fresh,
    scope: "keys",
    now: start,
  } as const;
  expect(openOrJoinWipe(duty)).toEqual(sampleWipe);
});

describe("a wipe for what a reset erases", () => {
  const reset = (current: Wipe | undefined, certificates: readonly Certificate[] = both) =>
    openOrJoinWipe({
      ...{ device: sampleDevice, certificates, current, fresh: second, scope: "applet", isByReset: true },
      now: minutesLater(9),
    } as const);
  const revoked = both.map((one) => ({ ...one, state: "revoked" as const }));

  test("says so by the version, and a later revocation makes one of its own, though it adds nothing", () => {
    const opened = reset(undefined);
    expect(opened).toMatchObject({ resetVersion: 1, commandVersion: 1, nextStep: "askTsm", scope: "applet" });
    const joined = join(opened, revoked, 20);
    expect(joined).toMatchObject({ resetVersion: 1, commandVersion: 2, nextStep: "askTsm", scope: "applet" });
    expect(joined).toMatchObject({ wipeId: "wipe-2", certificates: opened.certificates });
  });

  test("is joined by nothing that is only asked again, nor by an expiry", () => {
    const opened = reset(undefined);
    expect(reset(opened)).toBe(opened);
    expect(join(opened, [{ ...sampleSigning, state: "expired" }])).toBe(opened);
  });

  test("is the revocation's once it is confirmed, and no other is opened", () => {
    const { nextStep, nextStepAt, ...rest } = reset(undefined);
    const confirmed: Wipe = {
      ...rest,
      state: "confirmed",
      evidence: "tsmConfirmed",
      endedAt: minutesLater(15),
    };
    expect(join(confirmed, revoked, 20)).toEqual({ ...confirmed, commandVersion: 2 });
    expect(join(confirmed, [{ ...sampleSigning, state: "expired" }], 20)).toBe(confirmed);
    const more = [...revoked, { ...third, state: "revoked" as const }];
    expect(join(confirmed, more, 20)).toMatchObject({ state: "pending", commandVersion: 1 });
  });

  test("isn't believed any more where the phone has registered since: another is opened", () => {
    const { nextStep, nextStepAt, ...rest } = reset(undefined);
    const confirmed: Wipe = {
      ...rest,
      state: "confirmed",
      evidence: "resetReported",
      endedAt: minutesLater(15),
    };
    const seenAt = minutesLater(16);
    const pushTarget = { ...sampleDevice.pushTarget, seenAt };
    const device = { ...sampleDevice, pushTarget, registrationSignedAt: seenAt };
    const duty = { device, certificates: revoked, current: confirmed, fresh, scope: "keys" } as const;
    expect(openOrJoinWipe({ ...duty, now: minutesLater(20) })).toMatchObject({
      ...{ wipeId: "wipe-1", state: "pending", nextStep: "attempt" },
    });
  });
});

test("no serial, name or push target goes into a wipe, and of the serial its end only where it was kept", () => {
  const names = Object.keys(join(undefined, both).certificates[0] ?? {});
  expect(names.sort()).toEqual(["certificateId", "kind", "thumbprint"]);
  const { certificates } = join(undefined, [{ ...sampleSigning, serialEnding: "9f3c" }]);
  expect(certificates).toMatchObject([{ serialEnding: "9f3c" }]);
});

describe("a later revocation on the device", () => {
  test.each(["pending", "sent", "received", "deferred", "stuck"] as const)(
    "joins a wipe that is %s as a new version of the command, due at once",
    (state) => {
      const joined = join({ ...sampleWipe, state, attempts: 4 }, [...both, third]);
      expect(joined).toEqual({
        ...sampleWipe,
        attempts: 4,
        certificates: [
          ...sampleWipe.certificates,
          { certificateId: third.certificateId, thumbprint: third.thumbprint, kind: "signing" },
        ],
        commandVersion: 2,
        nonce: "nonce-of-version-2",
        nextStepAt: minutesLater(9),
      });
    },
  );

  test("keeps what the phone had answered about the first ones", () => {
    const certificates = sampleWipe.certificates.map((one) => ({ ...one, outcome: "erased" as const }));
    const joined = join({ ...sampleWipe, state: "received", certificates }, [third]);
    expect(joined.certificates.map(({ outcome }) => outcome)).toEqual(["erased", "erased", undefined]);
  });

  test("closes the attempt under way, so that its result can't put off the new command", () => {
    expect(join({ ...sampleWipe, attempts: 1, attemptIsOpen: true }, [third]).attemptIsOpen).toBe(false);
  });

  test("no longer says why the wipe was stuck", () => {
    const stuck: Wipe = { ...sampleWipe, state: "stuck", cause: "windowOver" };
    expect(join(stuck, [third])).not.toHaveProperty("cause");
  });

  test("of a certificate that expires sooner shortens nothing", () => {
    const sooner = { ...third, expiresAt: new Date("2028-01-01T00:00:00.000Z") };
    expect(join(sampleWipe, [sooner]).retainUntil).toEqual(sampleWipe.retainUntil);
  });

  test("of one that expires later is retained as long", () => {
    const later = { ...third, expiresAt: new Date("2034-01-01T00:00:00.000Z") };
    expect(join(sampleWipe, [later]).retainUntil).toEqual(later.expiresAt);
  });

  test("of what an edit had listed before makes a version of its own, by which it is told", () => {
    const sent: Wipe = { ...sampleWipe, state: "sent", attempts: 2 };
    const joined = join(sent, [{ ...sampleAuthentication, state: "revoked" }]);
    expect(joined).toMatchObject({ state: "pending", commandVersion: 2, certificates: sent.certificates });
    expect(join(sent, [{ ...sampleAuthentication, state: "expired" }])).toBe(sent);
  });

  test("with nothing new changes nothing", () => {
    const sent: Wipe = { ...sampleWipe, state: "sent", attempts: 2 };
    expect(join(sent, both)).toEqual(sent);
    expect(join(sent, [sampleAuthentication])).toEqual(sent);
  });

  test.each(["confirmed", "closedUnverified", "cancelled"] as const)(
    "opens another wipe when the last one is %s",
    (state) => {
      expect(join({ ...sampleWipe, state }, [third])).toMatchObject({
        wipeId: "wipe-2",
        state: "pending",
        commandVersion: 1,
        openedAt: minutesLater(9),
        evidence: "none",
      });
    },
  );
});

describe("after one that was closed without proof", () => {
  const { nextStep, nextStepAt, ...rest } = sampleWipe;
  const closed: Wipe = { ...rest, state: "closedUnverified", endedAt: minutesLater(5) };
  const [signing, authentication] = sampleWipe.certificates;
  const idsOf = (wipe: Wipe) => wipe.certificates.map(({ certificateId }) => certificateId);

  test("the next one takes over all of it, without what was said of it: the newest decides", () => {
    const certificates = [
      { ...(signing ?? third), outcome: "failed", statusWord: "6982" },
      { ...(authentication ?? third), outcome: "erased", evidence: "deviceSigned" },
    ] as const;
    const next = join({ ...closed, certificates }, [third]);
    expect(next).toMatchObject({ wipeId: "wipe-2", state: "pending", commandVersion: 1 });
    expect(next.certificates.slice(1)).toEqual([signing, authentication]);
    expect(next.certificates[0]?.certificateId).toBe(third.certificateId);
  });

  test("what it is opened for is listed once", () => {
    expect(idsOf(join(closed, both))).toEqual([
      sampleSigning.certificateId,
      sampleAuthentication.certificateId,
    ]);
  });

  test("what a reset had listed stays behind: it may be in force", () => {
    expect(idsOf(join({ ...closed, resetVersion: 1 }, [third]))).toEqual([third.certificateId]);
  });
});

describe("of what one of its kind has replaced in the phone", () => {
  const replaced = { ...sampleSigning, state: "revoked", replacedAt: minutesLater(5) } as const;

  test("nothing is owed: a wipe of nothing else is over from the start, and has nothing due", () => {
    const wipe = join(undefined, [replaced]);
    expect(wipe).toMatchObject({
      state: "cancelled",
      endedAt: minutesLater(9),
      certificates: [{ kind: "signing" }],
    });
    expect(wipe).not.toHaveProperty("nextStep");
  });

  test("nothing is listed with what is owed", () => {
    expect(join(undefined, [replaced, sampleAuthentication]).certificates).toHaveLength(1);
    expect(join(sampleWipe, [replaced, third]).certificates).toHaveLength(3);
  });
});
