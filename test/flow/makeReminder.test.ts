import { expect, test } from "vitest";
import { type DueReminder, makeReminder } from "../../functions/src/flow/makeReminder.ts";
import { night, ReminderWorld } from "../doubles/reminderWorld.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const day = 24 * 60;
const due: DueReminder = {
  ...{ holderId: "holder-1", about: "notErased", subject: "wipes/wipe-1" },
  ...{ anchorAt: start, number: 1, isUrgent: false },
};

function make(world: ReminderWorld, more: Partial<DueReminder> = {}, quiet = sampleRules.quiet) {
  const moment = { rules: { ...sampleRules, quiet }, now: world.clock(), chance: 0 };
  return world.store.transact((records) => makeReminder(records, { ...due, ...more }, moment));
}

function budget(world: ReminderWorld) {
  return world.documents.at("reminderBudgets/holder-1")?.remindedAt;
}

test("a reminder is kept as due, and counted", async () => {
  const world = new ReminderWorld();
  expect(await make(world)).toMatchObject({ made: { number: 1, state: "due", dueAt: start } });
  expect(world.stored("reminders")).toMatchObject([{ holderId: "holder-1", about: "notErased", number: 1 }]);
  expect(budget(world)).toEqual([start]);
});

test("one that was made before is neither made nor counted a second time", async () => {
  const world = new ReminderWorld();
  await make(world);
  world.setMinutes(60);
  expect(await make(world)).toMatchObject({ made: { dueAt: start } });
  expect(world.stored("reminders")).toHaveLength(1);
  expect(budget(world)).toEqual([start]);
});

test("the third of a week waits, unless it is urgent; what is urgent never waits, and others wait for it", async () => {
  const world = new ReminderWorld();
  await make(world);
  await make(world, { number: 2 });
  expect(await make(world, { number: 3 })).toEqual({ waitUntil: minutesLater(7 * day) });
  expect(await make(world, { number: 3, isUrgent: true })).toMatchObject({ made: { number: 3 } });
  world.setMinutes(day);
  expect(await make(world, { number: 4, isUrgent: true })).toMatchObject({ made: { number: 4 } });
  expect(await make(world, { number: 5 })).toEqual({ waitUntil: minutesLater(7 * day) });
  world.setMinutes(7 * day);
  expect(await make(world, { number: 5 })).toMatchObject({ made: { number: 5 } });
  expect(await make(world, { number: 6 })).toEqual({ waitUntil: minutesLater(8 * day) });
});

test("when there is room in the night, it waits until the morning after that", async () => {
  const world = new ReminderWorld();
  world.setMinutes(3.5 * 60);
  await make(world, {}, { ...night, from: 0, until: 0 });
  await make(world, { number: 2 }, { ...night, from: 0, until: 0 });
  world.setMinutes(day);
  expect(await make(world, { number: 3 }, night)).toEqual({ waitUntil: minutesLater(7 * day + 14 * 60) });
});

test("two at once, of two subjects, never take the same place in the budget", async () => {
  const world = new ReminderWorld();
  await make(world);
  const [one, other] = await Promise.all([
    make(world, { number: 2 }),
    make(world, { subject: "wipes/wipe-2" }),
  ]);
  expect([one, other].filter((made) => made && "waitUntil" in made)).toHaveLength(1);
  expect(world.stored("reminders")).toHaveLength(2);
  expect(budget(world)).toHaveLength(2);
});
