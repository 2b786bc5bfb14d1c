import { expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { minutesLater } from "../doubles/samples.ts";
import { cardSigned, sampleRegistration, World } from "../doubles/world.ts";

const ours = async () => ({ outcome: "faultIsOurs" }) as const;
const accepted = async () => ({ outcome: "accepted" }) as const;

/** That many holders with a phone each, all revoked; the ids of their wipes. */
async function revokedPhones(world: World, count: number): Promise<string[]> {
  for (let one = 1; one <= count; one += 1) {
    const cardId = `card-${one}`;
    const session = await world.signIn(cardSigned({ cardId, jti: `session of ${cardId}` }));
    if (isRefused(session)) throw new Error(session.refused);
    const certificates = sampleRegistration.certificates.map((certificate, i) => {
      return { ...certificate, certificateId: `${one}${i}`.repeat(32) };
    });
    await world.register(session.holderId, { secureElement: `${one}`.repeat(64), certificates });
    await world.revoke({ cardId });
  }
  return world.documents.paths("wipes").map((path) => path.slice("wipes/".length));
}

test("a fault of ours met by three holders' phones stops all sending and raises one alarm", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 5);
  world.fcm = ours;
  for (const wipeId of wipes) await world.attempt(wipeId);
  expect(world.sent).toHaveLength(3);
  expect(world.logged.filter((code) => code === "sending_stopped")).toHaveLength(1);
  expect(world.documents.at("breakers/fcm")).toMatchObject({ state: "open", probeAt: minutesLater(1) });
});

test("one holder's phones whose targets belong to another project stop nobody else, however often they are tried", async () => {
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

test("what was held back uses no attempt up and stays due; what came before it tripped goes by the schedule", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 4);
  world.fcm = ours;
  for (const wipeId of wipes) await world.attempt(wipeId);
  const stood = wipes.map((wipeId) => world.documents.at(`wipes/${wipeId}`));
  expect(stood).toMatchObject([
    { state: "pending", attempts: 1, nextStepAt: minutesLater(5) },
    { state: "pending", attempts: 1, nextStepAt: minutesLater(5) },
    { state: "pending", attempts: 0, nextStepAt: minutesLater(1) },
    { state: "pending", attempts: 0, nextStepAt: minutesLater(1) },
  ]);
});

test("after a minute one attempt probes; while it does, nobody else sends", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 4);
  world.fcm = ours;
  for (const wipeId of wipes) await world.attempt(wipeId);
  world.setMinutes(3);
  world.fcm = async () => {
    await world.attempt(wipes[3] ?? "");
    return { outcome: "accepted" };
  };
  await world.attempt(wipes[2] ?? "");
  expect(world.sent).toHaveLength(4);
  expect(world.logged).toContain("sending_resumed");
  expect(world.documents.at("breakers/fcm")).toMatchObject({ state: "closed", faultyHolders: [] });
});

test("a probe that fails doubles the wait, without a second alarm", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 3);
  world.fcm = ours;
  for (const wipeId of wipes) await world.attempt(wipeId);
  world.setMinutes(2);
  await world.attempt(wipes[2] ?? "");
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

test("stragglers from before the stop don't put the probe off", async () => {
  const world = new World();
  const wipes = await revokedPhones(world, 6);
  let together = 0;
  world.fcm = async () => {
    together += 1;
    while (together < 6) await Promise.resolve();
    return { outcome: "faultIsOurs" };
  };
  await Promise.all(wipes.map((wipeId) => world.attempt(wipeId)));
  expect(world.documents.at("breakers/fcm")).toMatchObject({ failedProbes: 0, probeAt: minutesLater(1) });
});
