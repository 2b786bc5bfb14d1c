import { describe, expect, test } from "vitest";
import { happenedToWipe } from "../../functions/src/domain/notice.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { wipeOf } from "../../functions/src/store/firestoreStore.ts";
import { caTells } from "../doubles/partners.ts";
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

describe("a theft that joined a wipe of which the holder was reminded already", () => {
  /** The signing certificate's wipe, told and reminded of, which the theft of the phone joined on day 10. */
  async function joined() {
    const world = new ReminderWorld();
    await world.enrolled();
    await caTells(world, { kind: "detailsChanged" });
    const wipeId = String(world.documents.paths("wipes")[0]).split("/")[1] ?? "";
    const wipe = () => wipeOf(world.documents.at(`wipes/${wipeId}`));
    const told = async (before: Wipe | undefined) => {
      const after = wipe();
      for (const happening of after ? happenedToWipe(before, after) : []) await world.give(happening);
    };
    await told(undefined);
    await world.attempt(wipeId);
    world.setMinutes(day);
    await world.remindAll();
    expect(world.codes()).toEqual(["revokedByCa", "notErased"]);
    const before = wipe();
    world.setMinutes(10 * day);
    await world.revoke({ cause: "stolen" });
    return { world, tell: () => told(before) };
  }

  test("is told at the clock's next round where its event was lost, once", async () => {
    const { world } = await joined();
    for (const days of [11, 40, 300, 409]) {
      world.setMinutes(days * day);
      await world.remindAll();
      expect(world.codes()).toEqual(["revokedByCa", "notErased", "revoked"]);
    }
  });

  test("isn't told again, neither while its notice is kept nor once that is gone", async () => {
    const { world, tell } = await joined();
    await tell();
    expect(world.codes()).toEqual(["revokedByCa", "notErased", "revoked"]);
    for (const days of [11, 409]) {
      world.setMinutes(days * day);
      await world.remindAll();
    }
    for (const path of world.documents.paths("notices")) world.documents.remove(path);
    for (const days of [411, 450, 800]) {
      world.setMinutes(days * day);
      await world.remindAll();
    }
    expect(world.codes()).toEqual(["revokedByCa", "notErased", "revoked"]);
    expect(world.stored("notices")).toEqual([]);
  });
});

test("a holder who was told that a lost phone was revoked isn't told again", async () => {
  const { world } = await revokedAs("lost", true);
  await world.remindAll();
  expect(world.codes()).toEqual(["revoked"]);
  expect(world.stored("notices")).toHaveLength(1);
});
