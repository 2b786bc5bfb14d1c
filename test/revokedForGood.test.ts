import { describe, expect, test } from "vitest";
import type { HolderCause } from "../functions/src/domain/revocation.ts";
import { cardSigned, sampleRegistration, World } from "./doubles/world.ts";

/** Whatever arrives after the answer said revoked: the certificates stay revoked, and their wipe stays owed. */
async function revokedWorld() {
  const world = new World();
  const wipeId = await world.revoked();
  const holderId = String(world.documents.at(`wipes/${wipeId}`)?.holderId);
  const before = certificatesOf(world);
  expect(before.map(({ state }) => state)).toEqual(["revoked", "revoked"]);
  return { world, wipeId, holderId, before };
}

function certificatesOf(world: World) {
  return world.documents.paths("certificates").map((path) => world.documents.at(path) ?? {});
}

const [signing, authentication] = sampleRegistration.certificates;

describe("a revoked certificate stays revoked, and its wipe owed, when the phone registers", () => {
  test.each([
    ["the signing certificate alone", signing],
    ["the authentication certificate alone", authentication],
  ])("%s", async (_, certificate) => {
    const { world, wipeId, holderId, before } = await revokedWorld();
    const certificates = certificate ? [certificate] : [];
    expect(await world.register(holderId, { certificates })).toMatchObject({ device: { generation: 1 } });
    expect(certificatesOf(world)).toEqual(before);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
      state: "pending",
      certificates: { length: 2 },
    });
  });

  test("one of them beside a fresh one", async () => {
    const { world, wipeId, holderId, before } = await revokedWorld();
    const fresh = {
      certificateId: "9".repeat(64),
      thumbprint: "9".repeat(43),
      kind: "authentication",
    } as const;
    const certificates = [signing, { ...authentication, ...fresh }].filter((one) => one !== undefined);
    const mixed = certificates.map((one) => ({ expiresAt: new Date("2030-01-01T00:00:00Z"), ...one }));
    expect(await world.register(holderId, { certificates: mixed })).toMatchObject({
      refused: "certificate_revoked",
    });
    expect(certificatesOf(world)).toEqual(before);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "pending" });
  });

  test("all of them, as it was enrolled: that refreshes the enrolment only", async () => {
    const { world, wipeId, holderId, before } = await revokedWorld();
    expect(await world.register(holderId)).toMatchObject({ device: { generation: 1, state: "replaced" } });
    expect(certificatesOf(world)).toEqual(before);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "pending" });
  });

  test("all of them, saying that they are in another secure element: the enrolment is the one they are in", async () => {
    const { world, wipeId, holderId, before } = await revokedWorld();
    const secureElement = "f".repeat(64);
    expect(await world.register(holderId, { secureElement })).toMatchObject({
      device: { generation: 1, state: "replaced", secureElement: "e".repeat(64) },
    });
    expect(certificatesOf(world)).toEqual(before);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "pending" });
  });
});

describe("a second revocation", () => {
  async function revokedTwice(cause: HolderCause) {
    const { world, wipeId, before } = await revokedWorld();
    const wipe = world.documents.at(`wipes/${wipeId}`);
    const devices = [String(wipe?.deviceId)];
    await world.revoke({ ...cardSigned(), jti: "application-number-2", cause, devices });
    expect(world.documents.at(`wipes/${wipeId}`)).toEqual(wipe);
    return { world, before };
  }

  test("for another cause changes neither certificates nor wipe", async () => {
    const { world, before } = await revokedTwice("disposed");
    expect(certificatesOf(world)).toEqual(before);
  });

  test("because the phone was stolen raises the reason, and changes neither date nor wipe", async () => {
    const { world, before } = await revokedTwice("stolen");
    for (const [place, after] of certificatesOf(world).entries()) {
      const { revocation } = before[place] ?? {};
      const raised = { cause: "stolen", raisedAt: world.clock(), revocationId: expect.any(String) };
      expect(after.revocation).toEqual({ ...Object(revocation), reason: "keyCompromise", raised });
    }
  });
});
