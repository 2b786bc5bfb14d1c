import { expect, test } from "vitest";
import { minutesLater } from "../doubles/samples.ts";
import { sampleRegistration, World } from "../doubles/world.ts";

const ours = async () => ({ outcome: "faultIsOurs" }) as const;
const accepted = async () => ({ outcome: "accepted" }) as const;

/** A holder whose `count` phones were all revoked; the ids of their wipes. */
async function revokedPhones(world: World, count: number): Promise<string[]> {
  const [holderId] = await world.enrolled();
  for (let phone = 1; phone < count; phone += 1)
    await world.register(holderId, {
      secureElement: `${phone}`.repeat(64),
      certificates: sampleRegistration.certificates.map((one, i) => ({
        ...one,
        certificateId: `${phone}${i}`.repeat(32),
      })),
    });
  await world.revoke({ devices: "all", cause: "stoppedUsing" });
  return world.documents.paths("wipes").map((path) => path.slice("wipes/".length));
}

test("a fault of ours met by three phones stops all sending and raises one alarm", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 5);
  world.fcm = ours;
  for (const wipeId of wipes) await world.attempt(wipeId);
  expect(world.sent).toHaveLength(3);
  expect(world.logged.filter((code) => code === "sending_stopped")).toHaveLength(1);
  expect(world.documents.at("breakers/fcm")).toMatchObject({ state: "open", probeAt: minutesLater(1) });
});

test("one phone whose target belongs to another project stops nobody else, however often it is tried", async () => {
  const world = new World();
  const [bad = "", good = ""] = await revokedPhones(world, 2);
  world.fcm = ours;
  for (const minutes of [0, 2, 4, 6, 8]) {
    world.setMinutes(minutes);
    await world.attempt(bad);
  }
  world.fcm = accepted;
  await world.attempt(good);
  expect(world.logged).not.toContain("sending_stopped");
  expect(world.documents.at(`wipes/${good}`)).toMatchObject({ state: "sent" });
});

test("what was held back uses no attempt up and stays due", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 4);
  world.fcm = ours;
  for (const wipeId of wipes) await world.attempt(wipeId);
  for (const wipeId of wipes)
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
      state: "pending",
      attempts: 0,
      nextStep: "attempt",
    });
  expect(world.documents.at(`wipes/${wipes[3]}`)).toMatchObject({ nextStepAt: minutesLater(1) });
});

test("after a minute one attempt probes; while it does, nobody else sends", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 4);
  world.fcm = ours;
  for (const wipeId of wipes) await world.attempt(wipeId);
  world.setMinutes(3);
  world.fcm = async () => {
    await world.attempt(wipes[1] ?? "");
    return { outcome: "accepted" };
  };
  await world.attempt(wipes[0] ?? "");
  expect(world.sent).toHaveLength(4);
  expect(world.logged).toContain("sending_resumed");
  expect(world.documents.at("breakers/fcm")).toMatchObject({ state: "closed", faultyWipes: [] });
});

test("a probe that fails doubles the wait, without a second alarm", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 3);
  world.fcm = ours;
  for (const wipeId of wipes) await world.attempt(wipeId);
  world.setMinutes(2);
  await world.attempt(wipes[0] ?? "");
  expect(world.documents.at("breakers/fcm")).toMatchObject({ state: "open", probeAt: minutesLater(4) });
  expect(world.logged.filter((code) => code === "sending_stopped")).toHaveLength(1);
});

test("an outage of FCM is not a fault of ours", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 4);
  world.fcm = async () => ({ outcome: "unavailable" });
  for (const wipeId of wipes) await world.attempt(wipeId);
  expect(world.sent).toHaveLength(4);
  expect(world.documents.paths("breakers")).toEqual([]);
});
