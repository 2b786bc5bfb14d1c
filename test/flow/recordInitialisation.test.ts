import { describe, expect, test } from "vitest";
import { endWipe } from "../../functions/src/domain/endWipe.ts";
import { ann, atCounter, bob, eve } from "../doubles/counterWorld.ts";
import { erased } from "../doubles/resetStory.ts";
import { answer, revokedAtCounter, wipeIn } from "../doubles/revokedAtCounter.ts";
import { minutesLater } from "../doubles/samples.ts";

describe("an initialisation at the counter", () => {
  test("confirms where the registry says that a reset clears the secure element, on the shop's word", async () => {
    const { world, deviceId, wipeId, clearanceId } = await revokedAtCounter();
    world.resetHelps = "yes";
    expect(await world.initialised(clearanceId)).toMatchObject({
      clearance: { verdict: "clear", evidence: "counterChecked" },
      check: { initialisation: { state: "recorded", clerkId: "clerk-ann" } },
    });
    expect(wipeIn(world, wipeId)).toMatchObject({ state: "confirmed", evidence: "counterChecked" });
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ erasure: "confirmed" });
    expect(world.toldOf(deviceId).slice(-2)).toEqual(["initialisationRecorded", "wipeConfirmed"]);
  });

  test.each(["no", "unknown"] as const)(
    "is kept as heard where the registry says %s, and confirms nothing",
    async (says) => {
      const { world, wipeId, clearanceId } = await revokedAtCounter();
      world.resetHelps = says;
      expect(await world.initialised(clearanceId)).toMatchObject({
        clearance: { verdict: "eraseFirst", step: "askMaker", isErased: false, evidence: "resetReported" },
      });
      expect(wipeIn(world, wipeId)).toMatchObject({ state: "pending", evidence: "resetReported" });
    },
  );

  test.each(["no", "unknown"] as const)(
    "has the SEI-TSM asked at once where there is one and the registry says %s: its word is what clears the phone",
    async (says) => {
      const { world, wipeId, clearanceId } = await revokedAtCounter();
      world.resetHelps = says;
      world.tsm = async () => ({ outcome: "accepted" });
      world.setMinutes(1);
      await world.initialised(clearanceId);
      expect(wipeIn(world, wipeId)).toMatchObject({ nextStep: "askTsm", nextStepAt: minutesLater(1) });
      await world.attempt(wipeId);
      expect([world.asked, world.sent]).toEqual([[wipeId], []]);
      await world.tsmReports(wipeId, erased);
      expect(await world.look(clearanceId)).toMatchObject({
        clearance: { verdict: "clear", evidence: "tsmConfirmed" },
      });
    },
  );

  test("has the SEI-TSM asked anew for what was closed without proof, by another wipe", async () => {
    const { world, deviceId, wipeId, clearanceId } = await revokedAtCounter();
    world.tsm = async () => ({ outcome: "accepted" });
    await world.store.transact(async ({ wipes }) => {
      const wipe = await wipes.read(wipeId);
      if (wipe) wipes.keep(endWipe(wipe, "close", world.clock()));
    });
    world.setMinutes(1);
    expect(await world.initialised(clearanceId)).toMatchObject({ clearance: { step: "wait" } });
    const { wipeId: another } = Object(world.documents.at(`devices/${deviceId}`));
    expect(another).not.toBe(wipeId);
    expect(wipeIn(world, wipeId)).toMatchObject({ state: "closedUnverified", evidence: "resetReported" });
    expect(wipeIn(world, another)).toMatchObject({ nextStep: "askTsm", nextStepAt: minutesLater(1) });
    await world.tsmReports(another, erased);
    expect(await world.look(clearanceId)).toMatchObject({
      clearance: { verdict: "clear", evidence: "tsmConfirmed" },
    });
    expect(await world.initialised(clearanceId)).toMatchObject({ clearance: { verdict: "clear" } });
    expect(world.documents.paths("wipes")).toHaveLength(2);
  });

  test("is refused while a certificate is in force, and nothing changes", async () => {
    const [world, holderId, deviceId] = await atCounter();
    world.resetHelps = "yes";
    const clearanceId = await world.checked(holderId, deviceId);
    const before = world.documents.all();
    expect(await world.initialised(clearanceId)).toMatchObject({ refused: "certificate_not_revoked" });
    expect(world.documents.all()).toEqual(before);
  });

  test("said twice, or by two clerks at once, is recorded once", async () => {
    const { world, deviceId, clearanceId } = await revokedAtCounter();
    world.resetHelps = "yes";
    await Promise.all([world.initialised(clearanceId), world.initialised(clearanceId, bob)]);
    await world.initialised(clearanceId);
    expect(world.toldOf(deviceId).filter((act) => act === "initialisationRecorded")).toHaveLength(1);
  });

  test("takes two people where the shop does: the same clerk twice isn't two", async () => {
    const { world, deviceId, wipeId, clearanceId } = await revokedAtCounter(true);
    world.resetHelps = "yes";
    const waits = { check: { initialisation: { state: "awaitsSecondClerk", clerkId: "clerk-ann" } } };
    expect(await world.initialised(clearanceId)).toMatchObject(waits);
    expect(await world.initialised(clearanceId)).toMatchObject(waits);
    expect(wipeIn(world, wipeId)).toMatchObject({ state: "pending", evidence: "none" });
    expect(await world.initialised(clearanceId, eve)).toMatchObject({ refused: "clearance_unknown" });
    expect(await world.initialised(clearanceId, bob)).toMatchObject({
      check: { initialisation: { state: "recorded", clerkId: "clerk-ann", secondClerkId: "clerk-bob" } },
      clearance: { verdict: "clear" },
    });
    expect(world.toldOf(deviceId).slice(-3)).toEqual([
      "initialisationSaid",
      "initialisationRecorded",
      "wipeConfirmed",
    ]);
  });

  test("said by both clerks at once counts, each once, in either order", async () => {
    for (const clerks of [
      [ann, bob],
      [bob, ann],
    ]) {
      const { world, deviceId, clearanceId } = await revokedAtCounter(true);
      world.resetHelps = "yes";
      await Promise.all(clerks.map((clerk) => world.initialised(clearanceId, clerk)));
      expect(await world.look(clearanceId)).toMatchObject({ clearance: { verdict: "clear" } });
      const told = world.toldOf(deviceId).filter((act) => String(act).startsWith("initialisation"));
      expect(told).toEqual(["initialisationSaid", "initialisationRecorded"]);
    }
  });
});

describe("an initialisation and the phone's own answer come to the same, whichever is first:", () => {
  test("the phone's word is the stronger", async () => {
    for (const isClerkFirst of [true, false]) {
      const { world, wipeId, clearanceId } = await revokedAtCounter();
      world.resetHelps = "yes";
      const both = [() => world.initialised(clearanceId), () => answer(world, wipeId, "erased")];
      for (const go of isClerkFirst ? both : both.toReversed()) await go();
      expect(wipeIn(world, wipeId)).toMatchObject({ state: "confirmed", evidence: "deviceSigned" });
      expect(await world.look(clearanceId)).toMatchObject({ clearance: { verdict: "clear" } });
    }
  });

  test("a phone that says it failed takes nothing back, and doesn't keep the clerk's word from counting", async () => {
    for (const isClerkFirst of [true, false]) {
      const { world, wipeId, clearanceId } = await revokedAtCounter();
      world.resetHelps = "yes";
      const both = [() => world.initialised(clearanceId), () => answer(world, wipeId, "failed")];
      for (const go of isClerkFirst ? both : both.toReversed()) await go();
      expect(wipeIn(world, wipeId)).toMatchObject({ state: "confirmed", evidence: "counterChecked" });
    }
  });

  test("where a reset clears nothing, the phone's answer confirms all the same", async () => {
    for (const isClerkFirst of [true, false]) {
      const { world, wipeId, clearanceId } = await revokedAtCounter();
      const both = [() => world.initialised(clearanceId), () => answer(world, wipeId, "erased")];
      for (const go of isClerkFirst ? both : both.toReversed()) await go();
      expect(wipeIn(world, wipeId)).toMatchObject({ state: "confirmed", evidence: "deviceSigned" });
    }
  });

  test("both at once are both kept", async () => {
    const { world, deviceId, wipeId, clearanceId } = await revokedAtCounter();
    world.resetHelps = "yes";
    await Promise.all([world.initialised(clearanceId), answer(world, wipeId, "erased")]);
    expect(wipeIn(world, wipeId)).toMatchObject({ state: "confirmed", evidence: "deviceSigned" });
    expect(world.toldOf(deviceId)).toContain("initialisationRecorded");
  });
});
