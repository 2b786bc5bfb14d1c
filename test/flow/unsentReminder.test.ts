import { describe, expect, test } from "vitest";
import { ReminderWorld } from "../doubles/reminderWorld.ts";
import { minutesLater } from "../doubles/samples.ts";

const day = 24 * 60;

/** A world at the moment when a wipe's first reminder is due, and what to remind of. */
async function due() {
  const world = new ReminderWorld();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  world.setMinutes(day);
  return { world, wipeId, wipe: { collection: "wipes", id: wipeId } as const };
}

describe("where no channel took it", () => {
  test("for now, it is tried again after 10 minutes, an hour, six hours and a day, and then given up", async () => {
    const { world, wipe } = await due();
    world.channels = async () => ({ unsent: "failed" });
    await world.remind(wipe);
    const [{ reminderId } = {}] = world.stored("reminders");
    let minutes = day;
    for (const wait of [10, 60, 6 * 60, 24 * 60]) {
      world.setMinutes(minutes + wait - 1);
      await world.send(String(reminderId));
      expect(world.stored("reminders")).toMatchObject([{ nextStepAt: minutesLater(minutes + wait) }]);
      minutes += wait;
      world.setMinutes(minutes);
      await world.send(String(reminderId));
    }
    expect(world.messages).toHaveLength(5);
    expect(world.stored("reminders")).toMatchObject([{ state: "stopped", stoppedBecause: "failed" }]);
  });

  test.each(["noChannel", "notWanted"] as const)(
    "because of %s, it isn't tried again, and the next one is due all the same",
    async (unsent) => {
      const { world, wipe, wipeId } = await due();
      world.channels = async () => ({ unsent });
      await world.remind(wipe);
      expect(world.stored("reminders")).toMatchObject([{ state: "stopped", stoppedBecause: unsent }]);
      expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ remindAt: minutesLater(3 * day) });
    },
  );
});
