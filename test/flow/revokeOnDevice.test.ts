import { describe, expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { enrolledWorld, revokeOnPhone, signedByAuthentication, statesOf } from "../doubles/revokeOnPhone.ts";
import { minutesLater, sampleAuthentication, sampleSigning } from "../doubles/samples.ts";
import { sampleRegistration, type World } from "../doubles/world.ts";

function onlyWipe(world: World) {
  const paths = world.documents.paths("wipes");
  expect(paths).toHaveLength(1);
  return world.documents.at(paths[0] ?? "") ?? {};
}

function erasedBoth(wipe: Record<string, unknown>, commandId = `${wipe.wipeId}.1`) {
  const results = [sampleSigning, sampleAuthentication].map(({ thumbprint }) => {
    return { thumbprint, outcome: "erased" } as const;
  });
  return { commandId, nonce: String(wipe.nonce), results };
}

describe("the holder stops using the phone, on the phone:", () => {
  test("one commit revokes, opens the wipe as received, and the answer carries its command", async () => {
    const { world, holderId, deviceId } = await enrolledWorld();
    const revoked = await revokeOnPhone(world, { cause: "handedOn" });
    expect(revoked).toMatchObject({
      shown: {
        application: { holderId, cause: "handedOn", channel: "oldPhone" },
        devices: [{ device: { deviceId, state: "retired", erasure: "open" }, alreadyRevoked: [] }],
      },
      commands: [onlyWipe(world).wipeId],
    });
    expect(statesOf(world)).toEqual(["revoked", "revoked"]);
    expect(onlyWipe(world)).toMatchObject({ state: "received", attempts: 0, evidence: "none" });
    const audit = world.documents.paths("audit").map((path) => world.documents.at(path));
    expect(audit.at(-1)).toMatchObject({
      act: "certificatesRevoked",
      actor: "holder",
      method: "certificateSignature",
    });
  });

  test("its answer confirms the wipe without any message", async () => {
    const { world } = await enrolledWorld();
    await revokeOnPhone(world);
    await world.attempt(String(onlyWipe(world).wipeId));
    await world.acknowledge(erasedBoth(onlyWipe(world)));
    expect(world.sent).toEqual([]);
    expect(onlyWipe(world)).toMatchObject({
      state: "confirmed",
      evidence: "deviceSigned",
      appVersion: sampleRegistration.handset.appVersion,
    });
  });

  test("one that crashes before it erases is attempted again, once it had its time", async () => {
    const { world } = await enrolledWorld();
    await revokeOnPhone(world);
    const { wipeId, nextStepAt } = onlyWipe(world);
    expect(nextStepAt).toEqual(minutesLater(15));
    world.setMinutes(14);
    await world.attempt(String(wipeId));
    expect(world.sent).toEqual([]);
    world.setMinutes(15);
    await world.attempt(String(wipeId));
    expect(world.sent).toMatchObject([{ wipeId, target: { value: "push-target-1" } }]);
  });

  test("where only the SEI-TSM erases, it is revoked, and the answer carries no command", async () => {
    const { world } = await enrolledWorld();
    world.scope = "applet";
    expect(await revokeOnPhone(world)).toMatchObject({ commands: [] });
    expect(onlyWipe(world)).toMatchObject({
      state: "pending",
      nextStep: "askTsm",
      nextStepAt: world.clock(),
    });
  });
});

describe("some of its certificates:", () => {
  test("the others stay valid, the device active, and the command names what was chosen", async () => {
    const { world } = await enrolledWorld();
    const revoked = await revokeOnPhone(world, { certificates: [sampleSigning.thumbprint] });
    expect(revoked).toMatchObject({
      shown: {
        devices: [{ device: { state: "active" }, certificates: [{ kind: "signing", state: "revoked" }] }],
      },
    });
    expect(statesOf(world)).toEqual(["revoked", "valid"]);
    expect(onlyWipe(world).certificates).toMatchObject([{ kind: "signing" }]);
    expect(onlyWipe(world).certificates).toHaveLength(1);
  });

  test("a later revocation, on the phone or by card, joins the wipe and ends the device", async () => {
    for (const later of ["phone", "card"]) {
      const { world, deviceId } = await enrolledWorld();
      await revokeOnPhone(world, { certificates: [sampleSigning.thumbprint] });
      world.setMinutes(3);
      if (later === "card") await world.revoke({ cause: "disposed" });
      else
        await revokeOnPhone(world, {
          jti: "on-device-number-2",
          certificates: [sampleAuthentication.thumbprint],
          signedBy: signedByAuthentication,
        });
      expect(statesOf(world)).toEqual(["revoked", "revoked"]);
      expect(onlyWipe(world)).toMatchObject({ commandVersion: 2, certificates: { length: 2 } });
      expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ state: "retired" });
    }
  });

  test("naming one twice is naming it once", async () => {
    const { world } = await enrolledWorld();
    const { thumbprint } = sampleSigning;
    await revokeOnPhone(world, { certificates: [thumbprint, thumbprint] });
    expect(statesOf(world)).toEqual(["revoked", "valid"]);
  });

  test("a certificate may revoke the other one and stay", async () => {
    const { world } = await enrolledWorld();
    await revokeOnPhone(world, {
      certificates: [sampleSigning.thumbprint],
      signedBy: signedByAuthentication,
    });
    expect(statesOf(world)).toEqual(["revoked", "valid"]);
  });
});

describe("the same application again", () => {
  test("answers the same with its command, and moves nothing, also at the same time", async () => {
    const { world } = await enrolledWorld();
    const [one, other] = await Promise.all([revokeOnPhone(world), revokeOnPhone(world)]);
    const before = world.documents.all();
    world.setMinutes(4);
    expect(await revokeOnPhone(world)).toEqual(one);
    expect(other).toEqual(one);
    expect(isRefused(one)).toBe(false);
    expect(world.documents.all()).toEqual(before);
  });

  test("after the erasure says so, and carries no command", async () => {
    const { world } = await enrolledWorld();
    await revokeOnPhone(world);
    await world.acknowledge(erasedBoth(onlyWipe(world)));
    expect(await revokeOnPhone(world)).toMatchObject({
      shown: { devices: [{ wipe: { state: "confirmed" } }] },
      commands: [],
    });
  });

  test("with another wish under its number is refused, whatever is left to revoke", async () => {
    for (const certificates of ["all", [sampleSigning.thumbprint]] as const) {
      const { world } = await enrolledWorld();
      await revokeOnPhone(world, { certificates, signedBy: signedByAuthentication });
      const before = world.documents.all();
      const other = { cause: "disposed", certificates, signedBy: signedByAuthentication } as const;
      expect(await revokeOnPhone(world, other)).toMatchObject({ refused: "proof_reused" });
      expect(world.documents.all()).toEqual(before);
    }
  });
});

describe("beside a revocation by card", () => {
  test("that came first, the phone learns no more than that it is revoked", async () => {
    const { world } = await enrolledWorld();
    await world.revoke({ cause: "stolen" });
    const before = world.documents.all();
    const late = await revokeOnPhone(world);
    expect(late).toMatchObject({ refused: "certificate_revoked" });
    expect(JSON.stringify(late)).not.toMatch(/stolen|keyCompromise|lost/);
    expect(world.documents.all()).toEqual(before);
  });

  test("that came second, the card is answered with what the phone did", async () => {
    const { world } = await enrolledWorld();
    await revokeOnPhone(world);
    world.setMinutes(1);
    const { wipeId } = onlyWipe(world);
    expect(await world.revoke({ cause: "stolen", devices: [await deviceOf(world)] })).toMatchObject({
      devices: [
        {
          certificates: [
            { revocation: { cause: "stoppedUsing" } },
            { revocation: { cause: "stoppedUsing" } },
          ],
          alreadyRevoked: { length: 2 },
          wipe: { wipeId, state: "received" },
        },
      ],
    });
  });

  test("at the same time, one of them revokes and both leave one wipe", async () => {
    for (const phoneIsFirst of [true, false]) {
      const { world } = await enrolledWorld();
      const onPhone = () => revokeOnPhone(world);
      const byCard = () => world.revoke({ cause: "disposed" });
      const [first, second] = phoneIsFirst ? [onPhone, byCard] : [byCard, onPhone];
      await Promise.all([first(), second()]);
      expect(statesOf(world)).toEqual(["revoked", "revoked"]);
      const causes = [sampleSigning, sampleAuthentication].map(
        ({ certificateId }) => Object(world.documents.at(`certificates/${certificateId}`)?.revocation).cause,
      );
      expect(new Set(causes).size).toBe(1);
      expect(onlyWipe(world)).toMatchObject({ commandVersion: 1, certificates: { length: 2 } });
    }
  });

  async function deviceOf(world: World): Promise<string> {
    return String(onlyWipe(world).deviceId);
  }
});

test("a certificate on hold may revoke itself: that is the safe direction", async () => {
  const { world } = await enrolledWorld();
  for (const { certificateId } of [sampleSigning, sampleAuthentication])
    world.documents.edit(`certificates/${certificateId}`, { state: "onHold" });
  expect(await revokeOnPhone(world)).toMatchObject({ commands: { length: 1 } });
  expect(statesOf(world)).toEqual(["revoked", "revoked"]);
});

test("that the holder saw the warning is on record here too, on the phone certificate's signature", async () => {
  const { world } = await enrolledWorld();
  await revokeOnPhone(world, { warningsShown: ["remoteErasureMayFail", "whatHappensNext"] });
  const told = world.documents.paths("audit").map((path) => world.documents.at(path));
  expect(told.find((entry) => entry?.act === "warningShown")).toMatchObject({
    method: "certificateSignature",
  });
  const [path = ""] = world.documents.paths("revocations");
  expect(world.documents.at(path)?.warningsShown).toEqual(["remoteErasureMayFail", "whatHappensNext"]);
});
