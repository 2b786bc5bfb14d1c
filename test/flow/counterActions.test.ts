import { describe, expect, test } from "vitest";
import { atCounter, bob, eve } from "../doubles/counterWorld.ts";
import { answer, revokedAtCounter, wipeIn } from "../doubles/revokedAtCounter.ts";
import { minutesLater } from "../doubles/samples.ts";

describe("a check", () => {
  test("turns from revoking to erasing to clear as the phone does, for the clerk and for the holder", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const clearanceId = await world.checked(holderId, deviceId);
    const shown = await world.revoke();
    const wipeId = "devices" in shown ? (shown.devices[0]?.wipe.wipeId ?? "") : "";
    expect(await world.look(clearanceId)).toMatchObject({
      clearance: { verdict: "eraseFirst", step: "pullNow" },
    });
    await world.pull(clearanceId);
    expect(await world.look(clearanceId)).toMatchObject({ clearance: { step: "wait" } });
    await answer(world, wipeId, "erased");
    expect(await world.look(clearanceId)).toMatchObject({
      clearance: { verdict: "clear", step: "handOver", evidence: "deviceSigned" },
    });
    expect(world.documents.at(`holders/${holderId}/checks/${clearanceId}`)).toMatchObject({
      verdict: "clear",
    });
  });

  test("is seen by every clerk of its shop, by nobody of another, and by nobody once it is over", async () => {
    const { world, clearanceId } = await revokedAtCounter();
    expect(await world.look(clearanceId, bob)).toHaveProperty("clearance");
    const unknown = { refused: "clearance_unknown" };
    for (const go of [world.look, world.pull, world.initialised]) {
      expect(await go.call(world, clearanceId, eve)).toMatchObject(unknown);
      expect(await go.call(world, "0".repeat(64))).toMatchObject(unknown);
    }
    await world.closeShop("shop-1");
    expect(await world.look(clearanceId)).toMatchObject({ refused: "shop_unknown" });
    world.setMinutes(30);
    expect(await world.look(clearanceId, eve)).toMatchObject(unknown);
  });

  test("is over after 30 minutes", async () => {
    const { world, clearanceId } = await revokedAtCounter();
    world.setMinutes(29);
    expect(await world.look(clearanceId)).toHaveProperty("clearance");
    world.setMinutes(30);
    expect(await world.look(clearanceId)).toMatchObject({ refused: "clearance_unknown" });
  });

  test("that is looked at again and again writes nothing", async () => {
    const { world, clearanceId } = await revokedAtCounter();
    const before = world.documents.all();
    for (let look = 0; look < 5; look += 1) await world.look(clearanceId);
    expect(world.documents.all()).toEqual(before);
  });

  test("of a phone that was enrolled anew meanwhile says nothing any more", async () => {
    const { world, holderId, clearanceId } = await revokedAtCounter();
    await world.register(holderId, {
      certificates: [
        {
          certificateId: "1".repeat(64),
          thumbprint: "1".repeat(43),
          kind: "signing",
          expiresAt: new Date("2031-01-01"),
        },
        {
          certificateId: "2".repeat(64),
          thumbprint: "2".repeat(43),
          kind: "authentication",
          expiresAt: new Date("2031-01-01"),
        },
      ],
    });
    expect(await world.look(clearanceId)).toMatchObject({
      clearance: { verdict: "unknown", step: "newCode" },
    });
  });
});

describe("pull now", () => {
  test("makes an attempt due at once, is told, and shown to the holder", async () => {
    const { world, holderId, deviceId, wipeId, clearanceId } = await revokedAtCounter();
    await world.attempt(wipeId);
    world.setMinutes(1);
    expect(wipeIn(world, wipeId)).toMatchObject({ state: "sent", nextStepAt: minutesLater(5) });
    expect(await world.pull(clearanceId)).toMatchObject({ clearance: { step: "wait" }, check: { pulls: 1 } });
    expect(wipeIn(world, wipeId)).toMatchObject({ state: "pending", nextStepAt: minutesLater(1) });
    expect(world.toldOf(deviceId)).toContain("pullAsked");
    expect(world.documents.at(`holders/${holderId}/checks/${clearanceId}`)).toMatchObject({
      pulledAt: minutesLater(1),
    });
  });

  test("twice in a moment is once", async () => {
    const { world, deviceId, clearanceId } = await revokedAtCounter();
    await Promise.all([world.pull(clearanceId), world.pull(clearanceId, bob)]);
    expect(world.toldOf(deviceId).filter((act) => act === "pullAsked")).toHaveLength(1);
  });

  test("that brings nothing in two minutes is followed by the next thing to do", async () => {
    const { world, clearanceId } = await revokedAtCounter();
    await world.pull(clearanceId);
    world.setMinutes(2);
    expect(await world.look(clearanceId)).toMatchObject({ clearance: { step: "askMaker" } });
    world.resetHelps = "yes";
    expect(await world.look(clearanceId)).toMatchObject({ clearance: { verdict: "initialise" } });
    await world.pull(clearanceId);
    expect(await world.look(clearanceId)).toMatchObject({ clearance: { step: "wait" } });
  });

  test("is refused while a certificate is in force, and nothing changes", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const clearanceId = await world.checked(holderId, deviceId);
    const before = world.documents.all();
    expect(await world.pull(clearanceId)).toMatchObject({ refused: "certificate_not_revoked" });
    expect(world.documents.all()).toEqual(before);
  });

  test("is done twenty times in a check at most", async () => {
    const { world, clearanceId } = await revokedAtCounter();
    for (let pull = 0; pull < 20; pull += 1) {
      world.setMinutes(pull / 4);
      expect(await world.pull(clearanceId)).toHaveProperty("check");
    }
    world.setMinutes(6);
    expect(await world.pull(clearanceId)).toMatchObject({
      refused: "rate_limited",
      retryAt: minutesLater(30),
    });
  });

  test("of a phone that is clear changes nothing", async () => {
    const { world, wipeId, clearanceId } = await revokedAtCounter();
    await answer(world, wipeId, "erased");
    await world.look(clearanceId);
    const before = world.documents.all();
    expect(await world.pull(clearanceId)).toMatchObject({ clearance: { verdict: "clear" } });
    expect(world.documents.all()).toEqual(before);
  });
});
