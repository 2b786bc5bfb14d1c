import { describe, expect, test } from "vitest";
import { happenedToDevice } from "../../functions/src/domain/notice.ts";
import { deviceOf } from "../../functions/src/store/firestoreStore.ts";
import { night, ReminderWorld } from "../doubles/reminderWorld.ts";
import { foundOn, saysErased } from "../doubles/resets.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { minutesLater, sampleAuthentication, sampleSigning } from "../doubles/samples.ts";

const [signing, authentication] = [sampleSigning.thumbprint, sampleAuthentication.thumbprint];
const nobodys = "n".repeat(43);
const day = 24 * 60;

async function enrolled() {
  const world = new ReminderWorld();
  const [holderId, deviceId] = await world.enrolled();
  const stored = () => deviceOf(world.documents.at(`devices/${deviceId}`));
  /** What the trigger does when the device has changed since it was `before`. */
  const tell = async (before: ReturnType<typeof stored>) => {
    const after = stored();
    for (const happening of after ? happenedToDevice(before, after) : []) await world.give(happening);
  };
  return { world, holderId, deviceId, stored, tell };
}

function acts(world: ReminderWorld, act: string): number {
  return world.documents.paths("audit").filter((path) => world.documents.at(path)?.act === act).length;
}

describe("an app that finds certificates", () => {
  test.each<[string, (world: ReminderWorld) => Promise<unknown>, string]>([
    ["in force", async () => {}, "inForce"],
    ["on hold", (world) => world.held(), "inForce"],
    ["revoked", (world) => world.revoke(), "revoked"],
  ])("that are %s is told so", async (_, before, answer) => {
    const { world } = await enrolled();
    await before(world);
    expect(await foundOn(world, [signing, authentication])).toBe(answer);
    expect(await foundOn(world, [signing, signing])).toBe(answer);
  });

  test("that nobody knows is told nothing, and nothing is kept", async () => {
    const { world } = await enrolled();
    const before = world.documents.all();
    expect(await foundOn(world, [nobodys])).toBe("unknown");
    expect(world.documents.all()).toEqual(before);
  });

  test("that are revoked leaves no trace of the question", async () => {
    const { world } = await enrolled();
    await world.revoke();
    const before = world.documents.all();
    await foundOn(world, [signing, authentication]);
    expect(world.documents.all()).toEqual(before);
  });
});

describe("the former holder of certificates in force", () => {
  test("is warned at once, at any hour, by no SMS and not on that phone", async () => {
    const { world, holderId, deviceId, stored, tell } = await enrolled();
    world.reminderRules = { ...sampleRules, quiet: night };
    world.setMinutes(5 * 60);
    const before = stored();
    await foundOn(world, [signing, authentication]);
    await tell(before);
    const message = { code: "foundInForce", values: { model: "Sample 8", foundAt: minutesLater(300) } };
    expect(world.messages).toMatchObject([
      { holderId, message, notTo: [deviceId], elsewhereSince: world.stored("notices").at(-1)?.dueAt },
    ]);
    expect(acts(world, "foundInForce")).toBe(1);
  });

  test("is warned once a day, however often somebody asks", async () => {
    const { world, stored, tell } = await enrolled();
    for (const minutes of [1, 2, 3, day + 1]) {
      world.setMinutes(minutes);
      const before = stored();
      await foundOn(world, [signing]);
      await tell(before);
      await tell(before);
    }
    expect(world.codes()).toEqual(["foundInForce", "foundInForce"]);
    expect(acts(world, "foundInForce")).toBe(2);
  });

  test("hears no more of it once they have registered the phone again: they have it", async () => {
    const { world, holderId, stored, tell } = await enrolled();
    const before = stored();
    await foundOn(world, [signing]);
    world.setMinutes(1);
    await world.register(holderId, { signedAt: minutesLater(1) });
    expect(stored()).not.toHaveProperty("found");
    const after = before && { ...before, found: { inForce: minutesLater(0) } };
    for (const happening of after ? happenedToDevice(before, after) : []) await world.give(happening);
    await tell(before);
    expect(world.codes()).toEqual([]);
  });
});

test("asking about one in force and reporting one that is over, by turns, is told once a day for each", async () => {
  const { world, stored, tell } = await enrolled();
  await world.held();
  await world.releaseByCard();
  for (let round = 1; round <= 10; round += 1) {
    world.setMinutes(round);
    const before = stored();
    expect(await foundOn(world, [authentication])).toBe("inForce");
    await saysErased(world, [signing]);
    await tell(before);
  }
  expect([acts(world, "foundInForce"), acts(world, "foundErasedReported")]).toEqual([1, 1]);
  expect(world.codes().filter((code) => code.startsWith("found"))).toEqual(["foundInForce", "foundErased"]);
  expect(stored()).toMatchObject({ found: { inForce: minutesLater(1), erased: minutesLater(1) } });
});

test("what an earlier version kept of a find, the last one alone, is known still", async () => {
  const { world, deviceId, stored, tell } = await enrolled();
  world.documents.edit(`devices/${deviceId}`, { found: { as: "inForce", foundAt: minutesLater(0) } });
  const before = stored();
  expect(before).toMatchObject({ found: { inForce: minutesLater(0) } });
  world.setMinutes(1);
  await foundOn(world, [signing]);
  await tell(before);
  expect([acts(world, "foundInForce"), world.codes()]).toEqual([0, []]);
});

describe("the next owner's word that revoked certificates were erased", () => {
  test("is told to the former holder, who doesn't learn whose it is, and is evidence of nothing", async () => {
    const { world, holderId, deviceId, stored, tell } = await enrolled();
    await world.revoke();
    const before = stored();
    const [wipe = ""] = world.documents.paths("wipes");
    const wipeBefore = world.documents.at(wipe);
    expect(await saysErased(world, [signing, authentication])).toEqual({ taken: true });
    await tell(before);
    expect(world.documents.at(wipe)).toEqual(wipeBefore);
    expect(stored()).toMatchObject({ erasure: "open", found: { erased: minutesLater(0) } });
    const message = { code: "foundErased", values: { model: "Sample 8", foundAt: minutesLater(0) } };
    expect(world.messages).toMatchObject([
      { holderId, message, notTo: [deviceId], elsewhereSince: world.stored("notices").at(-1)?.dueAt },
    ]);
    expect(acts(world, "foundErasedReported")).toBe(1);
  });

  test("is taken once a day, and waits for the morning", async () => {
    const { world, stored, tell } = await enrolled();
    await world.revoke();
    world.reminderRules = { ...sampleRules, quiet: night };
    world.setMinutes(5 * 60);
    const before = stored();
    for (let times = 0; times < 3; times += 1) await saysErased(world, [signing]);
    await tell(before);
    expect(world.codes()).toEqual([]);
    expect(acts(world, "foundErasedReported")).toBe(1);
    world.setMinutes(15 * 60);
    await world.remindAll();
    expect(world.codes()).toEqual(["foundErased"]);
  });

  test.each<[string, readonly string[], "erased" | "failed"]>([
    ["about certificates in force", [signing, authentication], "erased"],
    ["about certificates that nobody knows", [nobodys], "erased"],
    ["that it failed", [signing], "failed"],
  ])("%s is taken alike and changes nothing", async (_, thumbprints, outcome) => {
    const { world } = await enrolled();
    if (outcome === "failed") await world.revoke();
    const before = world.documents.all();
    expect(await saysErased(world, thumbprints, outcome)).toEqual({ taken: true });
    expect(world.documents.all()).toEqual(before);
  });
});
