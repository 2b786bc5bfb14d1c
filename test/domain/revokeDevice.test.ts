import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import type { Revocation } from "../../functions/src/domain/revocation.ts";
import { type EnrolledDevice, revokeDevice } from "../../functions/src/domain/revokeDevice.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  sampleWipe,
  start,
} from "../doubles/samples.ts";

const moved: Revocation = {
  cause: "movedToNewPhone",
  reason: "superseded",
  channel: "newPhone",
  revocationId: "1".repeat(64),
  revokedAt: start,
};
const stolen: Revocation = {
  cause: "stolen",
  reason: "keyCompromise",
  channel: "card",
  revocationId: "2".repeat(64),
  revokedAt: minutesLater(60),
};
const enrolled: EnrolledDevice = {
  device: sampleDevice,
  certificates: [sampleSigning, sampleAuthentication],
};

function revoke(before: EnrolledDevice, revocation: Revocation, wipeId = "wipe-1", only?: string[]) {
  const fresh = { wipeId, nonce: "nonce-of-version-1", shard: 3 };
  const isChosen = ({ certificateId }: Certificate) => only?.includes(certificateId) ?? true;
  const [certificates, others] = [isChosen, (one: Certificate) => !isChosen(one)].map((which) =>
    before.certificates.filter(which),
  );
  const touched = { ...before, certificates: certificates ?? [], others: others ?? [] };
  return revokeDevice(touched, { revocation, fresh, scope: "keys", now: revocation.revokedAt });
}

describe("revoking a device", () => {
  test("ends all its certificates and opens its wipe, and the device says so", () => {
    expect(revoke(enrolled, moved)).toEqual({
      device: { ...sampleDevice, state: "replaced", wipeId: "wipe-1", erasure: "open" },
      certificates: [
        { ...sampleSigning, state: "revoked", revocation: moved },
        { ...sampleAuthentication, state: "revoked", revocation: moved },
      ],
      wipe: sampleWipe,
    });
  });

  test("that was stolen leaves it retired", () => {
    expect(revoke(enrolled, stolen).device.state).toBe("retired");
  });

  test("twice moves nothing: first revocation, first wipe, first state", () => {
    const once = revoke(enrolled, moved);
    expect(revoke(once, { ...moved, cause: "disposed", reason: "cessationOfOperation" }, "wipe-2")).toEqual(
      once,
    );
  });

  test("that turns out to be stolen gets the worse reason, and nothing else moves", () => {
    const once = revoke(enrolled, moved);
    const { certificates, ...rest } = revoke(once, stolen, "wipe-2");
    expect(certificates.map(({ revocation }) => revocation)).toEqual([raised, raised]);
    expect(rest).toEqual({ device: once.device, wipe: once.wipe });
  });

  test("of which one was erased by an earlier wipe, and the other by a reset, has nothing more to erase", () => {
    const earlier = { ...sampleSigning, state: "revoked", revocation: moved } as const;
    const { nextStep, nextStepAt, ...rest } = sampleWipe;
    const byReset: Wipe = {
      ...{ ...rest, state: "confirmed", evidence: "tsmConfirmed", resetVersion: 1, endedAt: minutesLater(5) },
      certificates: sampleWipe.certificates.slice(1),
    };
    const certificates = [earlier, sampleAuthentication];
    const { wipe } = revoke({ device: sampleDevice, certificates, wipe: byReset }, stolen);
    expect(wipe).toEqual({ ...byReset, commandVersion: 2 });
  });

  test("whose erasure was confirmed long ago opens no second wipe", () => {
    const once = revoke(enrolled, moved);
    const done = { ...once, wipe: { ...once.wipe, state: "confirmed" as const } };
    const { device, wipe } = revoke(done, stolen, "wipe-2");
    expect({ device, wipe }).toEqual({ device: done.device, wipe: done.wipe });
  });

  test("with a certificate on hold revokes that one too", () => {
    const held: Certificate = { ...sampleSigning, state: "onHold" };
    const { certificates } = revoke({ ...enrolled, certificates: [held, sampleAuthentication] }, moved);
    expect(certificates.map(({ state }) => state)).toEqual(["revoked", "revoked"]);
  });
});

/** As revoked for a move, and later said to have been stolen. */
const raised: Revocation = {
  ...moved,
  reason: "keyCompromise",
  raised: { cause: "stolen", revocationId: stolen.revocationId, raisedAt: stolen.revokedAt },
};

describe("a device with one certificate revoked before", () => {
  const half: EnrolledDevice = {
    device: { ...sampleDevice, wipeId: "wipe-1", erasure: "open" },
    certificates: [{ ...sampleSigning, state: "revoked", revocation: moved }, sampleAuthentication],
    wipe: { ...sampleWipe, certificates: sampleWipe.certificates.slice(0, 1), state: "sent", attempts: 1 },
  };

  test("keeps that revocation, and the other certificate joins the open wipe", () => {
    const { certificates, wipe } = revoke(half, stolen);
    expect(certificates.map(({ revocation }) => revocation)).toEqual([raised, stolen]);
    expect(wipe).toMatchObject({ wipeId: "wipe-1", state: "pending", commandVersion: 2 });
    expect(wipe.certificates).toEqual(sampleWipe.certificates);
  });

  test("gets a wipe of its own for the rest when the first one has ended", () => {
    const { nextStep, nextStepAt, ...rest } = half.wipe ?? sampleWipe;
    const ended: EnrolledDevice = { ...half, wipe: { ...rest, state: "confirmed", endedAt: start } };
    const { device, wipe } = revoke(ended, stolen, "wipe-2");
    expect(wipe).toMatchObject({ wipeId: "wipe-2", state: "pending" });
    expect(wipe.certificates.map(({ certificateId }) => certificateId)).toContain("b".repeat(64));
    expect(device).toMatchObject({ wipeId: "wipe-2", erasure: "open" });
  });
});

describe("revoking some of a device's certificates", () => {
  const stopped: Revocation = { ...moved, cause: "stoppedUsing", reason: "cessationOfOperation" };
  const [signing, authentication] = [sampleSigning.certificateId, sampleAuthentication.certificateId];

  test("leaves the others as they are, and the device active", () => {
    const { device, certificates, wipe } = revoke(enrolled, stopped, "wipe-1", [signing]);
    expect(certificates).toEqual([{ ...sampleSigning, state: "revoked", revocation: stopped }]);
    expect(device).toEqual({ ...sampleDevice, state: "active", wipeId: "wipe-1", erasure: "open" });
    expect(wipe.certificates.map(({ certificateId }) => certificateId)).toEqual([signing]);
  });

  test("leaves it active also while the rest is on hold: a hold may end", () => {
    const held: Certificate = { ...sampleAuthentication, state: "onHold" };
    const before = { ...enrolled, certificates: [sampleSigning, held] };
    expect(revoke(before, stopped, "wipe-1", [signing]).device.state).toBe("active");
  });

  test("ends it when the rest has expired or was revoked before", () => {
    const rests: Certificate[] = [
      { ...sampleAuthentication, state: "expired" },
      { ...sampleAuthentication, state: "revoked", revocation: moved },
    ];
    for (const rest of rests) {
      const before = { ...enrolled, certificates: [sampleSigning, rest] };
      expect(revoke(before, stopped, "wipe-1", [signing]).device.state).toBe("retired");
    }
  });

  test("one after the other comes to one wipe, and ends the device with the last", () => {
    const once = revoke(enrolled, stopped, "wipe-1", [signing]);
    const between = { ...once, certificates: [...once.certificates, sampleAuthentication] };
    const twice = revoke(between, stolen, "wipe-2", [authentication]);
    expect(twice.device).toMatchObject({ state: "retired", wipeId: "wipe-1" });
    expect(twice.wipe).toMatchObject({ wipeId: "wipe-1", commandVersion: 2 });
    expect(twice.wipe.certificates.map(({ certificateId }) => certificateId)).toEqual([
      signing,
      authentication,
    ]);
  });

  test("that were revoked before moves nothing", () => {
    const once = revoke(enrolled, stopped, "wipe-1", [signing]);
    const between = { ...once, certificates: [...once.certificates, sampleAuthentication] };
    expect(revoke(between, moved, "wipe-2", [signing])).toEqual(once);
  });
});

describe("an expired certificate", () => {
  const expired: Certificate = { ...sampleAuthentication, state: "expired" };

  test("stays expired, and is wiped with the others", () => {
    const { certificates, wipe } = revoke({ ...enrolled, certificates: [sampleSigning, expired] }, moved);
    expect(certificates.map(({ state }) => state)).toEqual(["revoked", "expired"]);
    expect(wipe.certificates).toHaveLength(2);
  });

  test("alone on the device still opens its wipe", () => {
    const { certificates, wipe } = revoke({ ...enrolled, certificates: [expired] }, moved);
    expect(certificates).toEqual([expired]);
    expect(wipe).toMatchObject({ state: "pending", nextStepAt: start });
  });
});
