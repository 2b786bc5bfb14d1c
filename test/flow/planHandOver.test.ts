import { describe, expect, test } from "vitest";
import { isRefused, refuse } from "../../functions/src/domain/refusal.ts";
import { newPhone, ReminderWorld } from "../doubles/reminderWorld.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import { planIn } from "../doubles/views.ts";
import { cardSigned } from "../doubles/world.ts";

const day = 24 * 60;
/** The samples' stories begin at 18:00 on the 22nd in Tokyo: the evening before the 28th is five days later. */
const on = "2026-11-28";
const [evening, noon] = [minutesLater(5 * day), minutesLater(5 * day + 18 * 60)];

async function enrolled() {
  const world = new ReminderWorld();
  const [holderId, deviceId] = await world.enrolled();
  const device = () => world.documents.at(`devices/${deviceId}`) ?? {};
  const acts = () => world.documents.paths("audit").map((path) => world.documents.at(path)?.act);
  return { world, holderId, deviceId, device, acts };
}

async function revoked() {
  const world = new ReminderWorld();
  const wipeId = await world.revoked();
  const wipe = () => world.documents.at(`wipes/${wipeId}`) ?? {};
  const { holderId, deviceId } = wipe();
  return { world, wipeId, wipe, holderId: String(holderId), deviceId: String(deviceId) };
}

describe("a day on which a phone is handed over", () => {
  test("takes the place of what was open about it, is shown, and told in the audit", async () => {
    const { world, holderId, deviceId, device, acts } = await enrolled();
    expect(device().matter).toMatchObject({ about: "unseen" });
    expect(await planIn(world, { holderId, deviceId, on })).toMatchObject({ deviceId, handOverOn: noon });
    expect(device().matter).toEqual({
      about: "handOver",
      anchorAt: evening,
      reminders: 1,
      remindAt: minutesLater(3 * day),
    });
    expect(acts().at(-1)).toBe("handOverPlanned");
  });

  test("named again changes nothing and is answered alike", async () => {
    const { world, holderId, deviceId, acts } = await enrolled();
    const first = await planIn(world, { holderId, deviceId, on });
    const [told, writes] = [acts(), world.documents.writes];
    expect(await planIn(world, { holderId, deviceId, on })).toEqual(first);
    expect([acts(), world.documents.writes]).toEqual([told, writes]);
  });

  test("named twice at once is told once", async () => {
    const { world, holderId, deviceId, acts } = await enrolled();
    await Promise.all([planIn(world, { holderId, deviceId, on }), planIn(world, { holderId, deviceId, on })]);
    expect(acts().filter((act) => act === "handOverPlanned")).toHaveLength(1);
  });

  test("named late is told in five minutes: what to do while something is left, and safe once nothing is", async () => {
    const { world, wipeId, wipe, holderId, deviceId } = await revoked();
    world.setMinutes(1);
    await planIn(world, { holderId, deviceId, on: "2026-11-23" });
    world.setMinutes(6);
    await world.remind({ collection: "devices", id: deviceId });
    const results = ["s", "t"].map((one) => ({ thumbprint: one.repeat(43), outcome: "erased" as const }));
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce: String(wipe().nonce), results });
    await planIn(world, { holderId, deviceId, on: "2026-11-24" });
    world.setMinutes(day);
    await world.remind({ collection: "devices", id: deviceId });
    expect(world.codes()).toEqual(["handOverDoNow", "handOverSafe"]);
  });
});

describe("with an open wipe", () => {
  test("naming a day makes the next attempt earlier at once, and the ones after it", async () => {
    const { world, wipeId, wipe, holderId, deviceId } = await revoked();
    world.setMinutes(3 * day);
    await world.attempt(wipeId);
    expect(wipe()).toMatchObject({ nextStepAt: minutesLater(4 * day) });
    world.setMinutes(3 * day + 60);
    await planIn(world, { holderId, deviceId, on });
    const next = minutesLater(3 * day + 2 * 60);
    expect(wipe()).toMatchObject({ handOverOn: noon, nextStepAt: next });
    world.setMinutes(3 * day + 2 * 60);
    await world.attempt(wipeId);
    expect(wipe()).toMatchObject({ nextStepAt: minutesLater(3 * day + 4 * 60) });
  });

  test("taking the day back leaves the attempt that is due, and the ones after it are by the schedule", async () => {
    const { world, wipeId, wipe, holderId, deviceId } = await revoked();
    world.setMinutes(3 * day);
    await world.attempt(wipeId);
    await planIn(world, { holderId, deviceId, on });
    await planIn(world, { holderId, deviceId, on: null });
    expect(wipe()).not.toHaveProperty("handOverOn");
    expect(wipe()).toMatchObject({ nextStepAt: minutesLater(3 * day + 2 * 60) });
    world.setMinutes(3 * day + 2 * 60);
    await world.attempt(wipeId);
    expect(wipe()).toMatchObject({ nextStepAt: minutesLater(4 * day + 2 * 60) });
  });

  test("a day that was named before the revocation is the wipe's from its opening", async () => {
    const { world, holderId, deviceId } = await enrolled();
    await planIn(world, { holderId, deviceId, on });
    await world.revoke();
    const [path = ""] = world.documents.paths("wipes");
    expect(world.documents.at(path)).toMatchObject({ handOverOn: noon });
  });
});

describe("a day that is taken back leaves the phone", () => {
  test("to be asked after when it isn't seen for long", async () => {
    const { world, holderId, deviceId, device, acts } = await enrolled();
    await planIn(world, { holderId, deviceId, on });
    const shown = await planIn(world, { holderId, deviceId, on: null });
    expect(shown).not.toHaveProperty("handOverOn");
    expect(device().matter).toMatchObject({ about: "unseen", anchorAt: minutesLater(60 * day) });
    expect(acts().at(-1)).toBe("handOverTakenBack");
  });

  test("to be asked after beside the newer one", async () => {
    const { world, holderId, deviceId, device } = await enrolled();
    world.setMinutes(5);
    await world.register(holderId, newPhone);
    await planIn(world, { holderId, deviceId, on });
    await planIn(world, { holderId, deviceId, on: null });
    expect(device().matter).toMatchObject({ about: "newPhone", anchorAt: minutesLater(5) });
  });

  test("alone once it is revoked", async () => {
    const { world, holderId, deviceId, device } = await enrolled();
    await planIn(world, { holderId, deviceId, on });
    await world.revoke();
    expect(device().matter).toMatchObject({ about: "handOver" });
    await planIn(world, { holderId, deviceId, on: null });
    expect(device()).not.toHaveProperty("matter");
  });

  test("as it is where none was named", async () => {
    const { world, holderId, deviceId } = await enrolled();
    const before = world.documents.all();
    expect(isRefused(await planIn(world, { holderId, deviceId, on: null }))).toBe(false);
    expect(world.documents.all()).toEqual(before);
  });
});

describe("nobody names", () => {
  test.each(["2026-11-21", "2027-11-23"])(
    "a day that isn't from today on and within a year (%s)",
    async (wrong) => {
      const { world, holderId, deviceId } = await enrolled();
      const before = world.documents.at(`devices/${deviceId}`);
      expect(await planIn(world, { holderId, deviceId, on: wrong })).toMatchObject({
        refused: "malformed_request",
      });
      expect(world.documents.at(`devices/${deviceId}`)).toEqual(before);
    },
  );

  test("a day more than ten minutes after signing in by card", async () => {
    const { world, holderId, deviceId } = await enrolled();
    world.setMinutes(11);
    const asked = { holderId, deviceId, on, signedInAt: start };
    expect(await planIn(world, asked)).toMatchObject({ refused: "not_signed_in" });
  });

  test("a day for another holder's phone, nor for one that isn't there: they look alike", async () => {
    const { world, deviceId } = await enrolled();
    const other = await world.signIn(cardSigned({ cardId: "card-9", jti: "session-number-9" }));
    const holderId = "holderId" in other ? other.holderId : "";
    const theirs = await planIn(world, { holderId, deviceId, on });
    expect(theirs).toMatchObject({ refused: "device_unknown" });
    expect(await planIn(world, { holderId, deviceId: "f".repeat(64), on })).toEqual(theirs);
  });

  test("more days than one session may", async () => {
    const { world, holderId, deviceId } = await enrolled();
    world.limit = async ({ scope }) =>
      refuse(scope === "handOversPerSession" ? "rate_limited" : "not_signed_in");
    expect(await planIn(world, { holderId, deviceId, on })).toEqual({ refused: "rate_limited" });
  });
});
