import { expect, test } from "vitest";
import { HoldWorld } from "../doubles/holdWorld.ts";
import { minutesLater } from "../doubles/samples.ts";

const day = 24 * 60;

async function held(escalateAfterDays?: number) {
  const world = new HoldWorld();
  const [holderId, deviceId] = await world.enrolled();
  if (escalateAfterDays !== undefined) await world.setHoldChoice({ holderId, escalateAfterDays });
  return { world, holderId, deviceId, holdId: await world.held() };
}

function reminders(world: HoldWorld) {
  return world.documents.paths("reminders").map((path) => world.documents.at(path));
}

test("nothing comes due before its time", async () => {
  const { world } = await held();
  world.setMinutes(day - 1);
  expect(await world.stepHolds()).toBe(0);
  expect(reminders(world)).toEqual([]);
});

test("reminders come due after 1, 3 and 7 days, the third as soon as the week's budget has room, and then every 30, each once", async () => {
  const { world, holderId, holdId } = await held();
  for (const days of [1, 1, 2, 3, 7, 8, 37]) {
    world.setMinutes(days * day);
    await world.stepHolds();
  }
  const due = { holderId, about: "hold", subject: `holds/${holdId}`, state: "due" };
  const inOrder = reminders(world).toSorted((a, b) => Number(a?.number) - Number(b?.number));
  expect(inOrder).toMatchObject([
    { ...due, number: 1, dueAt: minutesLater(day) },
    { ...due, number: 2, dueAt: minutesLater(3 * day) },
    { ...due, number: 3, dueAt: minutesLater(8 * day) },
    { ...due, number: 4, dueAt: minutesLater(37 * day) },
  ]);
  expect(world.documents.at(`holds/${holdId}`)).toMatchObject({
    state: "open",
    nextStep: "remind",
    nextStepAt: minutesLater(67 * day),
  });
});

test("nobody is reminded of the hold of one who has died, and its clock goes on", async () => {
  const { world, holderId, holdId } = await held(5);
  world.documents.edit(`holders/${holderId}`, { deceasedAt: minutesLater(60) });
  world.setMinutes(day);
  expect(await world.stepHolds()).toBe(1);
  expect(reminders(world)).toEqual([]);
  expect(world.reminded).toEqual([]);
  expect(world.documents.paths("reminderBudgets")).toEqual([]);
  expect(world.documents.at(`holds/${holdId}`)).toMatchObject({
    ...{ state: "open", reminders: 1, nextStep: "remind", nextStepAt: minutesLater(3 * day) },
  });
  world.setMinutes(5 * day);
  await world.stepHolds();
  expect(world.documents.at(`holds/${holdId}`)).toMatchObject({ state: "escalated" });
});

test("two runs at once let a reminder come due once", async () => {
  const { world } = await held();
  world.setMinutes(day);
  await Promise.all([world.stepHolds(), world.stepHolds()]);
  expect(reminders(world)).toHaveLength(1);
});

test("after a long outage the holder is reminded once, not of every reminder that was missed", async () => {
  const { world } = await held();
  world.setMinutes(5 * day);
  await world.stepHolds();
  await world.stepHolds();
  expect(reminders(world)).toHaveLength(1);
  world.setMinutes(7 * day);
  await world.stepHolds();
  expect(reminders(world)).toHaveLength(2);
});

test("what the holder chose in advance is done: revoked by rule, with a wipe, and the audit says whose choice it was", async () => {
  const { world, deviceId, holdId } = await held(2);
  world.setMinutes(2 * day);
  await world.stepHolds();
  expect(world.documents.at(`holds/${holdId}`)).toMatchObject({ state: "escalated" });
  for (const id of ["a".repeat(64), "b".repeat(64)])
    expect(world.documents.at(`certificates/${id}`)).toMatchObject({
      state: "revoked",
      revocation: {
        cause: "notFound",
        reason: "cessationOfOperation",
        channel: "hold",
        revocationId: holdId,
      },
    });
  const device = world.documents.at(`devices/${deviceId}`);
  expect(device).toMatchObject({ state: "retired", erasure: "open" });
  expect(world.documents.at(`wipes/${device?.wipeId}`)).toMatchObject({ certificates: { length: 2 } });
  const facts = world.documents.paths("audit").map((path) => world.documents.at(path));
  expect(facts.at(-1)).toMatchObject({ act: "holdEscalated", actor: "service", method: "holderChoice" });
});

test("an escalation comes once, and a release after it is refused", async () => {
  const { world, holdId } = await held(2);
  world.setMinutes(2 * day);
  await world.stepHolds();
  const before = world.documents.all();
  await world.stepHolds();
  expect(world.documents.all()).toEqual(before);
  expect(await world.releaseHold({ holdId })).toMatchObject({ refused: "certificate_revoked" });
});

test("what is chosen after the phone was lost doesn't change a hold that was placed before", async () => {
  const { world, holderId, holdId } = await held();
  await world.setHoldChoice({ holderId, escalateAfterDays: 1 });
  world.setMinutes(2 * day);
  await world.stepHolds();
  expect(world.documents.at(`holds/${holdId}`)).toMatchObject({ state: "open" });
});

test("a hold of which nothing is on hold any more ends quietly", async () => {
  const { world, holdId } = await held(2);
  await world.revoke();
  world.setMinutes(day);
  await world.stepHolds();
  expect(world.documents.at(`holds/${holdId}`)).toMatchObject({ state: "over" });
  expect(world.documents.at(`holds/${holdId}`)).not.toHaveProperty("nextStepAt");
  expect(reminders(world)).toEqual([]);
  expect(await world.releaseHold({ holdId })).toMatchObject({ refused: "not_on_hold" });
});

test("one hold that fails is told of, stays due, and keeps no other waiting", async () => {
  const { world, holdId } = await held();
  const { nextStepAt } = world.documents.at(`holds/${holdId}`) ?? {};
  world.documents.edit(`holds/${"0".repeat(64)}`, {
    ...world.documents.at(`holds/${holdId}`),
    certificates: 7,
  });
  world.documents.edit(`holds/${"0".repeat(64)}`, { holdId: "0".repeat(64) });
  world.setMinutes(day);
  expect(await world.stepHolds()).toBe(1);
  expect(world.logged).toContain("hold_steps_failed");
  expect(world.documents.at(`holds/${"0".repeat(64)}`)).toMatchObject({ nextStepAt });
});
