import { describe, expect, test } from "vitest";
import { atCounter, type CounterWorld } from "../doubles/counterWorld.ts";
import { answer, wipeIn } from "../doubles/revokedAtCounter.ts";
import { minutesLater, start } from "../doubles/samples.ts";

/** The check as a clerk sees it now. */
async function verdictOf(world: CounterWorld, clearanceId: string) {
  const shown = await world.look(clearanceId);
  if ("refused" in shown) throw new Error(shown.refused);
  const { verdict, step, evidence } = shown.clearance;
  return [verdict, step, evidence];
}

/** A revoked phone whose wipe was closed without proof in minute 40, because its time was over; a check of it in minute 50. */
async function closedAtCounter() {
  const [world, holderId, deviceId] = await atCounter();
  const shown = await world.revoke();
  const wipeId = "devices" in shown ? (shown.devices[0]?.wipe.wipeId ?? "") : "";
  world.documents.edit(`wipes/${wipeId}`, { retainUntil: start });
  world.setMinutes(40);
  await world.attempt(wipeId);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "closedUnverified",
    evidence: "none",
  });
  world.setMinutes(50);
  const clearanceId = await world.checked(holderId, deviceId);
  expect(await verdictOf(world, clearanceId)).toEqual(["eraseFirst", "pullNow", "none"]);
  return { world, holderId, deviceId, wipeId, clearanceId };
}

describe("a phone that comes to a shop after its wipe's time was over", () => {
  test("is pulled, fetches the command it was left with, erases, and is clear", async () => {
    const { world, deviceId, wipeId, clearanceId } = await closedAtCounter();
    await world.pull(clearanceId);
    expect(await verdictOf(world, clearanceId)).toEqual(["eraseFirst", "wait", "none"]);
    expect(await world.fetch(deviceId)).toEqual([wipeId]);
    await answer(world, wipeId, "erased");
    expect(await verdictOf(world, clearanceId)).toEqual(["clear", "handOver", "deviceSigned"]);
    expect(wipeIn(world, wipeId)).toMatchObject({ state: "confirmed", evidence: "deviceSigned" });
    expect(world.documents.paths("wipes")).toEqual([`wipes/${wipeId}`]);
  });

  test("and registers again instead is owed another wipe, which is pushed and answered, and is clear", async () => {
    const { world, holderId, deviceId, wipeId, clearanceId } = await closedAtCounter();
    world.setMinutes(55);
    await world.register(holderId, { pushTarget: { kind: "fcmToken", value: "push-target-2" } });
    const next = String(world.documents.at(`devices/${deviceId}`)?.wipeId);
    expect(world.documents.paths("wipes")).toEqual([`wipes/${wipeId}`, `wipes/${next}`]);
    expect(wipeIn(world, next)).toMatchObject({ deviceId, state: "pending", nextStepAt: minutesLater(55) });
    await world.attempt(next);
    expect(world.sent.at(-1)).toMatchObject({ wipeId: next, target: { value: "push-target-2" } });
    expect(await verdictOf(world, clearanceId)).toEqual(["eraseFirst", "pullNow", "none"]);
    await answer(world, next, "erased");
    expect(await verdictOf(world, clearanceId)).toEqual(["clear", "handOver", "deviceSigned"]);
    expect([wipeId, next].map((id) => wipeIn(world, id).state)).toEqual(["closedUnverified", "confirmed"]);
  });
});
