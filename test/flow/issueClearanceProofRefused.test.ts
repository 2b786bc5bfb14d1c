import { describe, expect, test } from "vitest";
import { isRefused, refuse } from "../../functions/src/domain/refusal.ts";
import { atCounter, eve } from "../doubles/counterWorld.ts";
import { clearedWorld, eraseIn, proveAtCounter, proveIn } from "../doubles/proofs.ts";
import { minutesLater } from "../doubles/samples.ts";
import { cardSigned, sampleRegistration, World } from "../doubles/world.ts";

describe("refused are, and nothing is written:", () => {
  const revoked = async () => {
    const [world, holderId, deviceId] = await atCounter();
    await world.revoke();
    return { world, holderId, deviceId };
  };

  async function expectRefused(world: World, ask: () => Promise<unknown>, refused: string) {
    const before = world.documents.all();
    expect(await ask()).toMatchObject({ refused });
    expect(world.documents.all()).toEqual(before);
  }

  test("a phone whose certificates are in force", async () => {
    const world = new World();
    const [holderId, deviceId] = await world.enrolled();
    await expectRefused(world, () => proveIn(world, { holderId, deviceId }), "clearance_not_clear");
  });

  test("a phone that is revoked and not erased yet, by either asker", async () => {
    const { world, holderId, deviceId } = await revoked();
    await expectRefused(world, () => proveIn(world, { holderId, deviceId }), "clearance_not_clear");
    const clearanceId = await world.checked(holderId, deviceId);
    await expectRefused(world, () => proveAtCounter(world, { clearanceId }), "clearance_not_clear");
  });

  test("a phone that was enrolled anew since, whose first enrolment is clear for ever", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const clearanceId = await world.checked(holderId, deviceId);
    const certificates = sampleRegistration.certificates.map((one, i) => ({
      ...one,
      certificateId: `${i}`.repeat(64),
      thumbprint: `${i}`.repeat(43),
    }));
    const anew = await world.register(holderId, { certificates });
    expect("device" in anew && anew.device.deviceId !== deviceId).toBe(true);
    await expectRefused(world, () => proveIn(world, { holderId, deviceId }), "clearance_not_clear");
    await expectRefused(world, () => proveAtCounter(world, { clearanceId }), "clearance_not_clear");
  });

  test("a stolen phone that shows itself at a counter, as if it were any enrolment that says nothing", async () => {
    const [world, holderId, deviceId] = await atCounter();
    await world.revoke({ cause: "stolen" });
    const shown = await world.check(world.shownBy({ deviceId }));
    const clearanceId = "check" in shown ? shown.check.clearanceId : "";
    expect(await world.look(clearanceId)).toMatchObject({ clearance: { step: "pullNow" } });
    await eraseIn(world);
    const found = { clearance: { verdict: "unknown", step: "newCode", isRevoked: false, isErased: false } };
    expect(await world.look(clearanceId)).toMatchObject(found);
    await expectRefused(world, () => proveAtCounter(world, { clearanceId }), "clearance_not_clear");
    const ofHolder = await world.checked(holderId, deviceId);
    expect(await world.look(ofHolder)).toMatchObject({ clearance: { verdict: "clear" } });
    expect(await proveAtCounter(world, { clearanceId: ofHolder })).toHaveProperty("jws");
  });

  test("a number that is none, without repeating it", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const slip = await proveIn(world, { holderId, deviceId, shown: "490154203237519" });
    expect(slip).toMatchObject({ refused: "malformed_request" });
    expect(JSON.stringify(slip)).not.toContain("490154203237519");
  });

  test("a session opened by card more than ten minutes ago", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    world.setMinutes(13.01);
    const late = () => proveIn(world, { holderId, deviceId, signedInAt: minutesLater(3) });
    await expectRefused(world, late, "not_signed_in");
  });

  test("another holder's phone and one that isn't there, alike", async () => {
    const { world, deviceId } = await clearedWorld();
    const other = await world.signIn(cardSigned({ cardId: "card-9", jti: "session-number-9" }));
    const holderId = "holderId" in other ? other.holderId : "";
    const theirs = await proveIn(world, { holderId, deviceId });
    expect(theirs).toMatchObject({ refused: "device_unknown" });
    expect(await proveIn(world, { holderId, deviceId: "f".repeat(64) })).toEqual(theirs);
  });

  test("a check of another shop, one that isn't there and one that is over, alike", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const clearanceId = await world.checked(holderId, deviceId);
    const theirs = await proveAtCounter(world, { clearanceId, clerk: eve });
    expect(theirs).toMatchObject({ refused: "clearance_unknown" });
    expect(await proveAtCounter(world, { clearanceId: "0".repeat(64) })).toEqual(theirs);
    world.setMinutes(33);
    expect(await proveAtCounter(world, { clearanceId })).toEqual(theirs);
  });

  test.each(["proofsPerSession", "proofsPerClerk"])("more than %s", async (full) => {
    const { world, holderId, deviceId } = await clearedWorld();
    const clearanceId = await world.checked(holderId, deviceId);
    world.limit = async ({ scope }) => (scope === full ? refuse("rate_limited") : undefined);
    const issued = [
      await proveIn(world, { holderId, deviceId }),
      await proveAtCounter(world, { clearanceId }),
    ];
    const refusals = issued.map((one) => (isRefused(one) ? one.refused : "given"));
    expect(refusals).toEqual(
      full === "proofsPerSession" ? ["rate_limited", "given"] : ["given", "rate_limited"],
    );
  });
});
