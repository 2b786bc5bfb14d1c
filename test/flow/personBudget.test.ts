import { describe, expect, test } from "vitest";
import { type DueReminder, makeReminder } from "../../functions/src/flow/makeReminder.ts";
import { keepBudget, readBudget } from "../../functions/src/flow/personBudget.ts";
import { ReminderWorld } from "../doubles/reminderWorld.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const day = 24 * 60;

/** As a renewal that is told after both cards had signed in: `holder-2` is the present id, `holder-1` an earlier one. */
function link({ documents }: ReminderWorld): void {
  const person = { holderId: "holder-2", earlierHolderIds: ["holder-1"] };
  for (const cardId of ["card-1", "card-2"]) documents.edit(`cards/${cardId}`, person);
}

/** Two holders, each with a card, of whom nobody knows yet that they are one person. */
async function two(): Promise<ReminderWorld> {
  const world = new ReminderWorld();
  await world.store.transact(async ({ cards }) => {
    for (const number of [1, 2]) {
      const [cardId, holderId] = [`card-${number}`, `holder-${number}`];
      cards.keep({ cardId, holderId, linkedAt: start, state: "valid" });
    }
  });
  return world;
}

function make(world: ReminderWorld, holderId: string, number: number) {
  const due: DueReminder = {
    ...{ holderId, about: "notErased", subject: `wipes/of-${holderId}` },
    ...{ anchorAt: start, number, isUrgent: false },
  };
  const moment = { rules: sampleRules, now: world.clock(), chance: 0 };
  return world.store.transact((records) => makeReminder(records, due, moment));
}

function placesOf(world: ReminderWorld, holderId: string) {
  return world.documents.at(`reminderBudgets/${holderId}`)?.remindedAt;
}

describe("a person whom two cards lead to", () => {
  test("has one budget, whichever id a reminder is about", async () => {
    const world = await two();
    link(world);
    await make(world, "holder-1", 1);
    await make(world, "holder-2", 1);
    expect(await make(world, "holder-1", 2)).toEqual({ waitUntil: minutesLater(7 * day) });
    expect(placesOf(world, "holder-2")).toEqual([start, start]);
    expect(placesOf(world, "holder-1")).toBeUndefined();
  });

  test("has it also for what was spent before they were linked, and each place counts once", async () => {
    const world = await two();
    await make(world, "holder-1", 1);
    world.setMinutes(day);
    await make(world, "holder-2", 1);
    link(world);
    expect(await make(world, "holder-2", 2)).toEqual({ waitUntil: minutesLater(7 * day) });
    world.setMinutes(7 * day);
    expect(await make(world, "holder-1", 2)).toMatchObject({ made: { number: 2 } });
    expect(placesOf(world, "holder-2")).toEqual([minutesLater(day), minutesLater(7 * day)]);
    expect(placesOf(world, "holder-1")).toEqual([]);
    expect(await make(world, "holder-2", 2)).toEqual({ waitUntil: minutesLater(8 * day) });
  });

  test("never gets the same place twice from two reminders at once", async () => {
    const world = await two();
    link(world);
    await make(world, "holder-1", 1);
    const both = await Promise.all([make(world, "holder-1", 2), make(world, "holder-2", 1)]);
    expect(both.filter((made) => "waitUntil" in made)).toHaveLength(1);
    expect(placesOf(world, "holder-2")).toHaveLength(2);
  });

  test("has it when the link comes while a reminder is made", async () => {
    const world = await two();
    await make(world, "holder-1", 1);
    await make(world, "holder-2", 1);
    let isFirst = true;
    const due: DueReminder = {
      ...{ holderId: "holder-1", about: "notErased", subject: "wipes/of-holder-1" },
      ...{ anchorAt: start, number: 2, isUrgent: false },
    };
    const moment = { rules: sampleRules, now: start, chance: 0 };
    const made = await world.store.transact(async (records) => {
      const result = await makeReminder(records, due, moment);
      if (isFirst) link(world);
      isFirst = false;
      return result;
    });
    expect(made).toEqual({ waitUntil: minutesLater(7 * day) });
    expect(world.stored("reminders")).toHaveLength(2);
  });
});

test("a budget that nothing was taken from isn't written", async () => {
  const world = await two();
  await world.store.transact(async (records) => {
    const person = await readBudget(records, "holder-1");
    keepBudget(records, person, person.budget);
  });
  expect(world.documents.paths("reminderBudgets")).toEqual([]);
});

describe("a reminder that was made and stopped", () => {
  /** A wipe's first reminder, made a day after the opening, whose process died before it took a try. */
  async function made() {
    const world = new ReminderWorld();
    const wipeId = await world.revoked();
    await world.attempt(wipeId);
    world.setMinutes(day);
    world.channels = async () => ({ unsent: "failed" });
    await world.remind({ collection: "wipes", id: wipeId });
    const holderId = String(world.documents.at(`wipes/${wipeId}`)?.holderId);
    const reminderId = String(world.stored("reminders")[0]?.reminderId);
    const close = () => world.documents.edit(`wipes/${wipeId}`, { state: "closedUnverified" });
    return { world, holderId, reminderId, close };
  }

  test("since it was over gives its place back, once, also when two runs find that at the same time", async () => {
    const { world, holderId, reminderId, close } = await made();
    expect(placesOf(world, holderId)).toEqual([minutesLater(day)]);
    world.documents.edit(`reminderBudgets/${holderId}`, {
      remindedAt: [minutesLater(day), minutesLater(day)],
    });
    close();
    world.setMinutes(2 * day);
    await Promise.all([world.send(reminderId), world.send(reminderId)]);
    await world.send(reminderId);
    expect(world.stored("reminders")).toMatchObject([{ state: "stopped", stoppedBecause: "closed" }]);
    expect(placesOf(world, holderId)).toEqual([minutesLater(day)]);
  });

  test.each(["noChannel", "notWanted"] as const)("because of %s gives it back", async (unsent) => {
    const { world, holderId, reminderId } = await made();
    world.channels = async () => ({ unsent });
    world.setMinutes(2 * day);
    await world.send(reminderId);
    expect(world.stored("reminders")).toMatchObject([{ state: "stopped", stoppedBecause: unsent }]);
    expect(placesOf(world, holderId)).toEqual([]);
  });

  test("after a try that crashed keeps it: nobody knows whether that went out", async () => {
    const { world, holderId, reminderId, close } = await made();
    world.setMinutes(2 * day);
    world.channels = () => Promise.reject(new Error("the process died"));
    await expect(world.send(reminderId)).rejects.toThrow("died");
    close();
    world.setMinutes(4 * day);
    await world.send(reminderId);
    expect(world.stored("reminders")).toMatchObject([{ state: "stopped", stoppedBecause: "closed" }]);
    expect(placesOf(world, holderId)).toEqual([minutesLater(day)]);
  });

  test("keeps its place once it was sent", async () => {
    const { world, holderId, reminderId, close } = await made();
    world.channels = async () => ({ channel: "push" });
    world.setMinutes(2 * day);
    await world.send(reminderId);
    close();
    await world.send(reminderId);
    expect(placesOf(world, holderId)).toEqual([minutesLater(day)]);
  });

  test("gives it back to the person, whose card was renewed since", async () => {
    const { world, holderId, reminderId, close } = await made();
    await world.store.transact(async ({ cards }) => {
      const card = await cards.read("card-1");
      if (card) cards.keep({ ...card, holderId: "holder-2", earlierHolderIds: [holderId] });
    });
    close();
    world.setMinutes(2 * day);
    await world.send(reminderId);
    expect(placesOf(world, holderId)).toEqual([]);
    expect(placesOf(world, "holder-2")).toEqual([]);
  });
});
