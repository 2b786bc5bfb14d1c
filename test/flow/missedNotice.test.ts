import { describe, expect, test } from "vitest";
import { happenedToWipe } from "../../functions/src/domain/notice.ts";
import { wipeOf } from "../../functions/src/store/firestoreStore.ts";
import { ReminderWorld } from "../doubles/reminderWorld.ts";

const day = 24 * 60;

/** A phone that was revoked for this cause, a day ago, when the first reminder of its wipe would be due. */
async function revokedAs(cause: "lost" | "stolen" | "handedOn", isTold = false) {
  const world = new ReminderWorld();
  const wipeId = await world.revoked();
  for (const path of world.documents.paths("certificates")) {
    const revocation = Object(world.documents.at(path)).revocation;
    world.documents.edit(path, { revocation: { ...revocation, cause } });
  }
  await world.attempt(wipeId);
  const wipe = wipeOf(world.documents.at(`wipes/${wipeId}`));
  if (isTold && wipe) for (const happening of happenedToWipe(undefined, wipe)) await world.give(happening);
  world.setMinutes(day);
  return { world, wipeId };
}

describe("where the event of a revocation was lost for good", () => {
  test.each(["lost", "stolen"] as const)(
    "the holder of a %s phone is told of it a day later, once",
    async (cause) => {
      const { world, wipeId } = await revokedAs(cause);
      await world.remindAll();
      expect(world.codes()).toEqual(["revoked"]);
      expect(world.stored("notices")).toMatchObject([
        { about: "revoked", subject: `wipes/${wipeId}`, state: "sent" },
      ]);
      world.setMinutes(40 * day);
      await world.remindAll();
      expect(world.codes()).toEqual(["revoked"]);
    },
  );

  test("the holder of another is reminded of what is open, and no notice is made", async () => {
    const { world } = await revokedAs("handedOn");
    await world.remindAll();
    expect(world.codes()).toEqual(["notErased"]);
    expect(world.stored("notices")).toEqual([]);
  });
});

test("a holder who was told that a lost phone was revoked isn't told again", async () => {
  const { world } = await revokedAs("lost", true);
  await world.remindAll();
  expect(world.codes()).toEqual(["revoked"]);
  expect(world.stored("notices")).toHaveLength(1);
});
