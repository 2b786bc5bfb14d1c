import { describe, expect, test } from "vitest";
import { atCounter } from "../doubles/counterWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { eraseIn, proveAtCounter, proveIn } from "../doubles/proofs.ts";
import { newPhone } from "../doubles/reminderWorld.ts";
import { sampleRegistration, type World } from "../doubles/world.ts";

/** The same phone with new certificates: of each kind, the one that is new. */
const [signing, authentication] = newPhone.certificates.map((one) => [one]);

const anotherKey = { ...sampleRegistration.deviceKey, y: "C".repeat(43) };

/** The enrolment's wipe is answered by the phone: all of it is gone. */
async function eraseAll(world: World, deviceId: string): Promise<void> {
  const { wipeId } = Object(world.documents.at(`devices/${deviceId}`));
  const { nonce, certificates } = Object(world.documents.at(`wipes/${wipeId}`));
  const results = certificates.map(({ thumbprint }: { thumbprint: string }) => ({
    thumbprint,
    outcome: "erased",
  }));
  await world.acknowledge({ commandId: `${wipeId}.1`, nonce, results });
}

/**
 * A phone whose first enrolment is ended as told, and is then enrolled with these certificates alone, revoked and erased: by an app
 * that was installed anew and has another key, so that nothing shows that it is the same phone, but that it says so.
 */
async function enrolledAnew(end: (world: World) => Promise<unknown>, certificates = signing ?? []) {
  const [world, holderId] = await atCounter();
  await end(world);
  world.setMinutes(1);
  const anew = await world.register(holderId, { certificates, deviceKey: anotherKey });
  if ("refused" in anew) throw new Error(anew.refused);
  const { deviceId } = anew.device;
  world.setMinutes(2);
  await world.revoke({ cause: "handedOn", jti: "application-number-2", devices: [deviceId] });
  world.setMinutes(3);
  await eraseAll(world, deviceId);
  return { world, holderId, deviceId };
}

describe("a phone that says that it was enrolled before, and names one kind of certificate alone", () => {
  test("isn't clear while the other kind's revoked one is in it, and gets no proof", async () => {
    const { world, holderId, deviceId } = await enrolledAnew((told) => told.revoke(), authentication);
    const shown = await world.look(await world.checked(holderId, deviceId));
    expect(shown).toMatchObject({ clearance: { verdict: "eraseFirst", isErased: false } });
    expect(await proveIn(world, { holderId, deviceId })).toMatchObject({ refused: "clearance_not_clear" });
    const clearanceId = await world.checkedByPhone(deviceId, { clerkId: "clerk-bob", shopId: "shop-1" });
    expect(await proveAtCounter(world, { clearanceId })).toMatchObject({ refused: "clearance_not_clear" });
  });

  test("isn't clear while the other kind's is in force", async () => {
    const { world, holderId, deviceId } = await enrolledAnew(async (told) => {
      await caTells(told, { kind: "detailsChanged" });
      await eraseIn(told);
    });
    const shown = await world.look(await world.checked(holderId, deviceId));
    expect(shown).toMatchObject({ clearance: { verdict: "revokeFirst", isRevoked: false } });
  });

  test("is clear where the other kind was erased before", async () => {
    const { world, holderId, deviceId } = await enrolledAnew(async (told) => {
      await told.revoke();
      await eraseIn(told);
    });
    const shown = await world.look(await world.checked(holderId, deviceId));
    expect(shown).toMatchObject({ clearance: { verdict: "clear" } });
  });
});

test("one that was enrolled anew with both kinds is clear: they took the place of the old ones", async () => {
  const { world, holderId, deviceId } = await enrolledAnew(
    (told) => told.revoke(),
    [...newPhone.certificates],
  );
  expect(await world.look(await world.checked(holderId, deviceId))).toMatchObject({
    clearance: { verdict: "clear" },
  });
});
