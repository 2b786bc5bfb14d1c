import { describe, expect, test } from "vitest";
import { caTells } from "../doubles/partners.ts";
import {
  authentication,
  deviceIn,
  enrolled,
  onlyWipe,
  revoke,
  signing,
  told,
  wipesOf,
} from "../doubles/resetStory.ts";
import { makerReports } from "../doubles/resets.ts";
import { minutesLater, sampleAuthentication, sampleSigning } from "../doubles/samples.ts";

describe("a reset that its user backed out of", () => {
  async function backedOut(stopped = false) {
    const story = await enrolled();
    const { world, holderId } = story;
    if (stopped) await caTells(world, { kind: "detailsChanged" });
    await makerReports(world);
    world.tsm = async () => ({ outcome: "throttled" });
    await world.attempt(onlyWipe(world).wipeId);
    world.setMinutes(61);
    await world.register(holderId);
    return story;
  }

  test("costs nothing that is in force: the SEI-TSM, away until then, is asked no more", async () => {
    const { world, deviceId } = await backedOut();
    const { wipeId, ...wipe } = onlyWipe(world);
    expect(wipe).toMatchObject({ state: "cancelled", endedAt: minutesLater(61) });
    expect(wipe).not.toHaveProperty("nextStep");
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({
      ...{ state: "active", erasure: "cancelled", matter: { about: "unseen" } },
    });
    world.setMinutes(300);
    await world.attempt(wipeId);
    expect(world.asked).toEqual([wipeId]);
  });

  test("comes to the same where the report comes after the registration", async () => {
    const { world, holderId } = await enrolled();
    world.setMinutes(61);
    await world.register(holderId);
    await makerReports(world, { reachedAt: minutesLater(60) });
    expect(world.documents.paths("wipes")).toEqual([]);
  });

  test("is still owed what was revoked before, and all that was listed with it", async () => {
    const { world } = await backedOut(true);
    expect(onlyWipe(world)).toMatchObject({ state: "pending", nextStep: "askTsm" });
  });

  test("is erased like every other when it is revoked later", async () => {
    const { world, deviceId } = await backedOut();
    const [another] = await revoke(world);
    expect(await world.fetch(deviceId)).toEqual([another]);
  });

  test("isn't told from one that went on by a registration that was signed before the report", async () => {
    const { world, holderId } = await enrolled();
    await makerReports(world);
    world.setMinutes(61);
    await world.register(holderId, { signedAt: minutesLater(59) });
    expect(onlyWipe(world)).toMatchObject({ state: "pending", nextStep: "askTsm" });
  });

  test("or was only about to, and is erased all the same once its maker says that it is complete", async () => {
    const { world } = await backedOut();
    world.setMinutes(70);
    await makerReports(world, { phase: "completed" });
    const [, another] = wipesOf(world);
    expect(another).toMatchObject({ state: "pending", nextStep: "askTsm", nextStepAt: minutesLater(70) });
  });

  test("and one that was completed goes on, whenever before that the phone signed its registration", async () => {
    const { world, holderId } = await enrolled();
    await makerReports(world);
    world.setMinutes(63);
    await makerReports(world, { phase: "completed", reachedAt: minutesLater(62) });
    await world.register(holderId, { signedAt: minutesLater(61) });
    expect(onlyWipe(world)).toMatchObject({ state: "pending", nextStep: "askTsm" });
    world.setMinutes(64);
    await world.register(holderId);
    expect(onlyWipe(world)).toMatchObject({ state: "cancelled" });
  });

  test("and what was confirmed on the registry's word isn't believed once the phone signs again with it", async () => {
    const { world, holderId, deviceId } = await enrolled({ hasTsm: false });
    world.setMinutes(65);
    await makerReports(world, { phase: "completed", clears: "yes", reachedAt: minutesLater(61) });
    expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "erasedNotRevoked" } });
    await world.register(holderId, { signedAt: minutesLater(62) });
    expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "unseen" } });
    const { wipeId } = onlyWipe(world);
    expect(await revoke(world)).not.toEqual([wipeId]);
  });

  test("and one that the SEI-TSM carries out all the same leaves the holder to revoke what is in force", async () => {
    const { world, deviceId } = await backedOut();
    const { wipeId } = onlyWipe(world);
    await world.tsmReports(wipeId, { [signing]: "erased", [authentication]: "erased" });
    expect(onlyWipe(world)).toMatchObject({ state: "cancelled", evidence: "tsmConfirmed" });
    expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "erasedNotRevoked" } });
  });

  test("which the SEI-TSM carries out in part: what is gone is told, whatever it says of the rest", async () => {
    const { world, deviceId } = await backedOut();
    await world.tsmReports(onlyWipe(world).wipeId, { [signing]: "failed", [authentication]: "erased" });
    expect(onlyWipe(world)).toMatchObject({ state: "cancelled" });
    expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "erasedNotRevoked" } });
  });

  test("costs nothing that is in use when a certificate is stopped later", async () => {
    const { world, deviceId } = await backedOut();
    await caTells(world, { kind: "detailsChanged" });
    const [, wipe] = wipesOf(world);
    expect(wipe).toMatchObject({ nextStep: "attempt", certificates: [{ thumbprint: signing }] });
    expect(await world.fetch(deviceId)).toEqual([wipe?.wipeId]);
  });

  test("and that was said to have erased it isn't refuted by what was signed before", async () => {
    const { world, holderId, deviceId } = await enrolled({ hasTsm: false });
    world.setMinutes(65);
    await makerReports(world, { phase: "completed", clears: "yes", reachedAt: minutesLater(62) });
    await world.register(holderId, { signedAt: minutesLater(61) });
    expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "erasedNotRevoked" } });
    world.setMinutes(66);
    await world.register(holderId, { certificates: [sampleSigning] });
    expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "erasedNotRevoked" } });
    world.setMinutes(67);
    await world.register(holderId, { certificates: [sampleAuthentication] });
    expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "unseen" } });
  });

  test("gives back what is in force, and is owed what was erased before and is there again", async () => {
    const { world, holderId, deviceId } = await enrolled();
    await caTells(world, { kind: "detailsChanged" });
    await world.tsmReports(onlyWipe(world).wipeId, { [signing]: "erased" });
    world.tsm = async () => ({ outcome: "throttled" });
    await makerReports(world);
    world.setMinutes(61);
    await world.register(holderId);
    expect(wipesOf(world)).toMatchObject([
      { state: "confirmed", certificates: [{ thumbprint: signing }] },
      { state: "cancelled", certificates: [{ thumbprint: authentication }] },
      { state: "pending", certificates: [{ thumbprint: signing }] },
    ]);
    const [, , owed] = wipesOf(world);
    expect(deviceIn(world, deviceId)).toMatchObject({ wipeId: owed?.wipeId, erasure: "open" });
    expect(told(world, "wipeCancelled")).toBe(1);
  });
});
