import { describe, expect, test } from "vitest";
import { newPhone, ReminderWorld } from "../doubles/reminderWorld.ts";
import { minutesLater, sampleDevice } from "../doubles/samples.ts";

const day = 24 * 60;
const daysLater = (days: number) => minutesLater(days * day);

async function enrolled() {
  const world = new ReminderWorld();
  const [holderId, deviceId] = await world.enrolled();
  const device = { collection: "devices", id: deviceId } as const;
  return { world, holderId, deviceId, device };
}

describe("of a phone that isn't revoked", () => {
  test("the holder is reminded once another phone of theirs was enrolled", async () => {
    const { world, holderId, deviceId, device } = await enrolled();
    world.setMinutes(60);
    const registered = await world.register(holderId, newPhone);
    const added = "device" in registered ? registered.device.deviceId : "";
    const [since, due] = [minutesLater(60), minutesLater(day + 60)];
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({
      matter: { about: "newPhone", anchorAt: since, reminders: 0, remindAt: due },
    });
    expect(world.documents.at(`devices/${added}`)).toMatchObject({ matter: { about: "unseen" } });
    world.setMinutes(day + 60);
    await world.remind(device);
    expect(world.messages).toMatchObject([
      { message: { code: "notRevokedNewPhone", values: { model: "Sample 8" } }, notTo: [deviceId] },
    ]);
  });

  test("nobody is reminded of an enrolment that this very phone overtook", async () => {
    const { world, holderId, deviceId } = await enrolled();
    const { certificates } = newPhone;
    await world.register(holderId, { certificates });
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ state: "retired" });
    expect(world.documents.at(`devices/${deviceId}`)).not.toHaveProperty("matter");
  });

  test("another person's phone isn't touched", async () => {
    const { world } = await enrolled();
    const other = { ...sampleDevice, deviceId: "o".repeat(64), holderId: "holder-of-another-card" };
    await world.store.transact(async ({ devices }) => {
      devices.keep(other);
    });
    const stored = world.documents.at(`devices/${other.deviceId}`);
    const [holderId] = world.documents.paths("holders").map((path) => path.split("/")[1] ?? "");
    await world.register(holderId ?? "", newPhone);
    expect(world.documents.at(`devices/${other.deviceId}`)).toEqual(stored);
  });

  test("60 days without contact are told, to the phone itself too", async () => {
    const { world, device } = await enrolled();
    world.setMinutes(60 * day);
    await world.remind(device);
    expect(world.messages).toMatchObject([{ message: { code: "hibernationForecast" }, notTo: [] }]);
  });

  test("a registration puts that off, and so does asking for commands", async () => {
    const { world, holderId, deviceId, device } = await enrolled();
    world.setMinutes(10 * day);
    await world.register(holderId, { signedAt: daysLater(10) });
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({
      matter: { about: "unseen", anchorAt: daysLater(70), reminders: 0, remindAt: daysLater(70) },
    });
    world.setMinutes(50 * day);
    await world.fetch(deviceId);
    world.setMinutes(70 * day);
    await world.remind(device);
    expect(world.messages).toEqual([]);
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({
      matter: { about: "unseen", anchorAt: daysLater(110), reminders: 0, remindAt: daysLater(110) },
    });
    world.setMinutes(110 * day);
    await world.remind(device);
    expect(world.stored("reminders")).toMatchObject([{ about: "unseen", number: 1 }]);
  });

  test("revoking it closes its matter in the same commit", async () => {
    const { world, holderId, deviceId, device } = await enrolled();
    await world.register(holderId, newPhone);
    await world.revoke({ devices: [deviceId] });
    expect(world.documents.at(`devices/${deviceId}`)).not.toHaveProperty("matter");
    world.setMinutes(day);
    await world.remind(device);
    expect(world.messages).toEqual([]);
  });

  test("silence while it is on hold, and the clock goes on", async () => {
    const { world, holderId, deviceId, device } = await enrolled();
    await world.register(holderId, newPhone);
    await world.held();
    world.setMinutes(day);
    await world.remind(device);
    expect(world.messages).toEqual([]);
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({
      matter: { reminders: 1, remindAt: daysLater(3) },
    });
  });

  test("a matter that turns out to be over is closed", async () => {
    const { world, deviceId, device } = await enrolled();
    for (const path of world.documents.paths("certificates"))
      world.documents.edit(path, { state: "expired" });
    world.setMinutes(60 * day);
    await world.remind(device);
    expect(world.documents.at(`devices/${deviceId}`)).not.toHaveProperty("matter");
    expect(world.messages).toEqual([]);
  });

  test("a device that isn't there is nobody's matter", async () => {
    const { world } = await enrolled();
    const before = world.documents.all();
    await world.remind({ collection: "devices", id: "x".repeat(64) });
    expect(world.documents.all()).toEqual(before);
  });
});

describe("of a hand-over the holder is told", () => {
  test("a countdown, then what to do now, then what was left undone, until it is done", async () => {
    const { world, deviceId, device } = await enrolled();
    await world.nameEvening(deviceId, daysLater(9));
    for (const days of [3, 7, 9, 16, 23]) {
      world.setMinutes(days * day);
      await world.remind(device);
    }
    expect(world.messages.map(({ message: { code }, notTo }) => [code, notTo])).toEqual([
      ["handOverSoon", []],
      ["handOverSoon", []],
      ["handOverDoNow", []],
      ["handOverPassed", [deviceId]],
      ["handOverPassed", [deviceId]],
    ]);
    expect(world.messages.map(({ message }) => Object(message.values).daysLeft)).toEqual([
      ...[7, 3],
      ...[undefined, undefined, undefined],
    ]);
  });

  test("safe, once it is proven to be erased; and nothing more after the day", async () => {
    const { world, deviceId, device } = await enrolled();
    await world.nameEvening(deviceId, daysLater(9));
    await world.revoke();
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ matter: { about: "handOver" } });
    world.documents.edit(`devices/${deviceId}`, { erasure: "confirmed" });
    world.setMinutes(9 * day);
    await world.remind(device);
    expect(world.messages).toMatchObject([{ message: { code: "handOverSafe" } }]);
    world.setMinutes(16 * day);
    await world.remind(device);
    expect(world.messages).toHaveLength(1);
    expect(world.documents.at(`devices/${deviceId}`)).not.toHaveProperty("matter");
  });
});
