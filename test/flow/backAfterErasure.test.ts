import { describe, expect, test } from "vitest";
import { atCounter } from "../doubles/counterWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { clearedWorld, eraseIn } from "../doubles/proofs.ts";
import { enrolled, onlyWipe } from "../doubles/resetStory.ts";
import { makerReports } from "../doubles/resets.ts";
import { answer, revokedAtCounter, wipeIn } from "../doubles/revokedAtCounter.ts";
import { revokeOnPhone } from "../doubles/revokeOnPhone.ts";
import { minutesLater, sampleAuthentication, sampleSigning } from "../doubles/samples.ts";
import { sampleRegistration } from "../doubles/world.ts";

/** A phone that is revoked; the two things that race are signed and taken in any order. */
async function raced() {
  const story = await revokedAtCounter();
  const { world, holderId, wipeId, clearanceId } = story;
  return {
    ...story,
    erase: () => answer(world, wipeId, "erased"),
    register: (signedAt: Date) => world.register(holderId, { signedAt }),
    found: async () => {
      const shown = await world.look(clearanceId);
      return "clearance" in shown ? `${shown.clearance.verdict} ${shown.clearance.step}` : shown.refused;
    },
    wipes: () => world.documents.paths("wipes").length,
  };
}

describe("a registration that was signed before the erasure", () => {
  test("and comes before its answer leaves it clear", async () => {
    const { world, erase, register, found, wipes } = await raced();
    world.setMinutes(1);
    await register(minutesLater(1));
    world.setMinutes(2);
    await erase();
    expect([await found(), wipes()]).toEqual(["clear handOver", 1]);
  });

  test("and comes after it leaves it clear, too: it shows what was there then", async () => {
    const { world, erase, register, found, wipes } = await raced();
    world.setMinutes(2);
    await erase();
    world.setMinutes(3);
    await register(minutesLater(1));
    expect([await found(), wipes()]).toEqual(["clear handOver", 1]);
  });

  test("and is tried again, because its answer was lost, leaves it clear and writes nothing", async () => {
    const { world, deviceId, erase, register, found } = await raced();
    world.setMinutes(1);
    await register(minutesLater(1));
    world.setMinutes(2);
    await erase();
    world.setMinutes(3);
    const before = world.documents.all();
    expect(await register(minutesLater(1))).toMatchObject({ device: { deviceId } });
    expect(world.documents.all()).toEqual(before);
    expect(await found()).toBe("clear handOver");
  });
});

test("a registration of the same second that says something else is taken", async () => {
  const { world, holderId, deviceId } = await raced();
  world.setMinutes(1);
  await world.register(holderId);
  const pushTarget = { kind: "fcmToken", value: "push-target-2" } as const;
  await world.register(holderId, { pushTarget });
  expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ pushTarget });
});

test("a registration of the same second that names more certificates is taken: it has shown them", async () => {
  const { world, deviceId, register, holderId } = await raced();
  world.setMinutes(1);
  await world.register(holderId, { certificates: sampleRegistration.certificates.slice(1) });
  expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ shownBefore: [{}] });
  await register(minutesLater(1));
  expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ shownBefore: [] });
});

describe("a phone that registers with revoked certificates after their erasure was proven", () => {
  async function back() {
    const story = await raced();
    const { world } = story;
    world.setMinutes(2);
    await story.erase();
    world.setMinutes(3);
    await story.register(minutesLater(3));
    return story;
  }

  test("is owed another wipe, due at once, which its device names; the first one stays confirmed", async () => {
    const { world, deviceId, wipeId } = await back();
    const [another = ""] = world.documents.paths("wipes").filter((path) => path !== `wipes/${wipeId}`);
    expect(world.documents.at(another)).toMatchObject({
      ...{ state: "pending", nextStep: "attempt", nextStepAt: minutesLater(3), evidence: "none" },
      certificates: [{ kind: "signing" }, { kind: "authentication" }],
    });
    expect(wipeIn(world, wipeId)).toMatchObject({ state: "confirmed" });
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({
      wipeId: another.slice("wipes/".length),
      erasure: "open",
    });
  });

  test("is pulled at the counter, and clear again once it has answered", async () => {
    const { world, deviceId, clearanceId, found } = await back();
    expect(await found()).toBe("eraseFirst pullNow");
    await world.pull(clearanceId);
    expect(await world.fetch(deviceId)).toHaveLength(1);
    world.setMinutes(4);
    await eraseIn(world);
    expect(await found()).toBe("clear handOver");
  });

  test("is owed one only, however often it registers", async () => {
    const { world, register, wipes } = await back();
    await register(minutesLater(3));
    world.setMinutes(5);
    await register(minutesLater(5));
    expect(wipes()).toBe(2);
  });
});

test("a part that was erased and is there again joins the open wipe of the other part", async () => {
  const [world, holderId] = await atCounter();
  await caTells(world, { kind: "detailsChanged" });
  await eraseIn(world);
  world.setMinutes(1);
  const { certificateId, thumbprint } = sampleAuthentication;
  await revokeOnPhone(world, { certificates: [thumbprint], signedBy: { certificateId, thumbprint } });
  const [first = "", second = ""] = world.documents.paths("wipes");
  expect(world.documents.at(second)).toMatchObject({ certificates: [{ kind: "authentication" }] });
  world.setMinutes(2);
  await world.register(holderId);
  expect(world.documents.at(first)).toMatchObject({ state: "confirmed" });
  expect(world.documents.at(second)).toMatchObject({
    ...{ commandVersion: 2, nextStepAt: minutesLater(2) },
    certificates: [{ kind: "authentication" }, { kind: "signing" }],
  });
});

test("what it doesn't show again isn't asked for again", async () => {
  const { world, holderId } = await clearedWorld();
  world.setMinutes(4);
  const certificates = sampleRegistration.certificates.slice(0, 1);
  await world.register(holderId, { certificates });
  const [, another = ""] = world.documents.paths("wipes");
  expect(world.documents.at(another)).toMatchObject({
    certificates: [{ thumbprint: sampleSigning.thumbprint }],
  });
});

describe("a phone of which only a part was erased", () => {
  /** The signing certificate is gone; the phone registers with the other one alone, and that is revoked. */
  async function partLeft() {
    const [world, holderId, deviceId] = await atCounter();
    await caTells(world, { kind: "detailsChanged" });
    await eraseIn(world);
    world.setMinutes(1);
    await world.register(holderId, { certificates: sampleRegistration.certificates.slice(1) });
    world.setMinutes(2);
    await world.revoke();
    const clearanceId = await world.checked(holderId, deviceId);
    return { world, holderId, clearanceId };
  }

  test("registers with what is left, and is clear once that is erased, too", async () => {
    const { world, clearanceId } = await partLeft();
    expect(await world.look(clearanceId)).toMatchObject({ clearance: { verdict: "eraseFirst" } });
    world.setMinutes(3);
    await eraseIn(world);
    expect(await world.look(clearanceId)).toMatchObject({
      clearance: { verdict: "clear", evidence: "deviceSigned" },
    });
  });

  test("isn't clear once it registers with the erased part again, however often with the other one after that", async () => {
    const { world, holderId, clearanceId } = await partLeft();
    world.setMinutes(3);
    await eraseIn(world);
    world.setMinutes(4);
    const [first, second] = sampleRegistration.certificates.map((one) => [one]);
    if (!first || !second) throw new Error("no samples");
    await world.register(holderId, { certificates: first });
    world.setMinutes(5);
    await world.register(holderId, { certificates: second });
    expect(await world.look(clearanceId)).toMatchObject({
      clearance: { isErased: false, verdict: "eraseFirst" },
    });
  });
});

test("what is in force is owed nothing: its revocation opens a wipe", async () => {
  const { world, holderId } = await enrolled();
  await makerReports(world, { phase: "completed", clears: "yes" });
  world.setMinutes(120);
  await world.register(holderId);
  expect(onlyWipe(world)).toMatchObject({ state: "confirmed" });
});
