import { expect, test } from "vitest";
import { beginSending, endTry, type Sending, stop } from "../../functions/src/domain/sending.ts";
import { endedAt, fourInTheMorning, manyWipes, RollUpWorld } from "../doubles/rollUpWorld.ts";
import { minutesLater, sampleWipe, start } from "../doubles/samples.ts";

/** 150 open wipes in one shard, so that it takes two pages, and 30 that ended four minutes after the start, a few in each shard. */
async function withWipes(): Promise<RollUpWorld> {
  const world = new RollUpWorld();
  await world.keepWipes(
    ...manyWipes(150, "open", { shard: 3 }),
    ...manyWipes(30, "ended", endedAt("confirmed", minutesLater(4))),
  );
  return world;
}

test("the day that is over is counted into one document, in a sentence too", async () => {
  const world = await withWipes();
  expect(await world.run()).toBe(true);
  expect(world.documents.paths("rollUps")).toEqual(["rollUps/2026-11-22"]);
  expect(world.documents.at("rollUps/2026-11-22")).toMatchObject({
    state: "finished",
    figures: {
      openWipes: { total: 150, byAge: { day1: 150 }, byCause: { pending: 150 } },
      endedWipes: { total: 30, byEvidence: { deviceSigned: { wipes: 30, percent: 100 } } },
      byModel: [{ name: "Sample 8", erased: 30, p50: "5 minutes", p95: "5 minutes" }],
    },
    summary:
      "2026-11-22: 30 wipes ended, 30 of them proven (half within 5 minutes, 95 % within 5 minutes); " +
      "150 open, 0 of them for more than 30 days; 0 reminders and 0 notices sent, 0 holders reached by no channel.",
  });
  expect(world.logged).toEqual(["day_rolled_up"]);
});

test("a finished day has no id in it, of nothing and nobody", async () => {
  const world = await withWipes();
  await world.run();
  const written = JSON.stringify(world.documents.at("rollUps/2026-11-22"));
  for (const id of ["open-1", "ended-1", sampleWipe.holderId, sampleWipe.deviceId])
    expect(written).not.toContain(id);
});

// 16 pages for each of six sources, and one more for the shard that needs two.
test.each(Array.from({ length: 97 }, (_, i) => i + 1))(
  "a crash before page %i costs that round, and the next run comes to the same figures",
  async (page) => {
    const whole = await withWipes();
    await whole.run();
    const world = await withWipes();
    world.diesAtPage = page;
    await expect(world.run()).rejects.toThrow("the process dies");
    world.diesAtPage = Number.POSITIVE_INFINITY;
    expect(await world.run()).toBe(true);
    const [one, other] = [await world.day("2026-11-22"), await whole.day("2026-11-22")];
    expect(one?.figures).toEqual(other?.figures);
  },
);

test("a run after the day is finished changes nothing, whatever has happened since", async () => {
  const world = await withWipes();
  await world.run();
  const before = world.documents.at("rollUps/2026-11-22");
  await world.keepWipes(...manyWipes(5, "later", endedAt("confirmed", minutesLater(5))));
  const pages = world.pagesRead;
  expect(await world.run()).toBe(true);
  expect(world.documents.at("rollUps/2026-11-22")).toEqual(before);
  expect(world.pagesRead).toBe(pages);
});

test("two runs beside each other count nothing twice", async () => {
  const world = await withWipes();
  expect(await Promise.all([world.run(), world.run()])).toEqual([true, true]);
  expect((await world.day("2026-11-22"))?.figures).toMatchObject({
    openWipes: { total: 150 },
    endedWipes: { total: 30 },
  });
});

test("days that were missed are made up, each with what belongs to it", async () => {
  const world = new RollUpWorld();
  await world.run();
  const day = (days: number, hours: number) => new Date(start.getTime() + (days * 24 + hours) * 3_600_000);
  await world.keepWipes(
    ...manyWipes(2, "first", { openedAt: day(1, 0), ...endedAt("confirmed", day(1, 1)) }),
    ...manyWipes(3, "second", { openedAt: day(1, 0), ...endedAt("closedUnverified", day(2, 1)) }),
    ...manyWipes(4, "open", { openedAt: day(2, 0) }),
  );
  world.daysLater(3);
  expect(await world.run()).toBe(true);
  const missed = ["2026-11-23", "2026-11-24", "2026-11-25"];
  const found = await Promise.all(missed.map((one) => world.day(one)));
  expect(found.map((one) => one?.figures?.endedWipes.total)).toEqual([2, 3, 0]);
  expect(found.map((one) => one?.figures?.openWipes)).toMatchObject([
    { total: 3, byAge: { day1: 3 }, byCause: { "ended before it was counted": 3 } },
    { total: 4, byAge: { day1: 4 }, byCause: { pending: 4 } },
    { total: 4, byAge: { days2to7: 4 }, byCause: { pending: 4 } },
  ]);
});

test("the first run of a deployment counts yesterday and no day before", async () => {
  const world = new RollUpWorld();
  await world.run();
  expect(world.documents.paths("rollUps")).toEqual(["rollUps/2026-11-22"]);
});

test("a run whose time is up says so, and the next one goes on where it ended", async () => {
  const world = await withWipes();
  world.pageTakes = 60_000;
  expect(await world.run()).toBe(false);
  expect(world.logged).toEqual(["roll_up_left"]);
  expect((await world.day("2026-11-22"))?.progress?.rounds).toBe(1);
  world.pageTakes = 0;
  expect(await world.run()).toBe(true);
  expect(world.logged).toEqual(["roll_up_left", "day_rolled_up"]);
});

test("reminders and notices count by what became of them, and holders whom none reached once each", async () => {
  const world = new RollUpWorld();
  const about = { about: "notErased", subject: "wipes/wipe-1", number: 0 } as const;
  const unreached = stop(beginSending(start), "noChannel", start);
  const { nextStepAt, ...begun } = beginSending(start);
  const sent = { ...begun, state: "sent", sentAt: start, channel: "email" } as const;
  await world.store.transact(async ({ reminders, notices }) => {
    reminders.keep({ reminderId: "r-1", holderId: "holder-1", ...about, ...unreached });
    reminders.keep({ reminderId: "r-2", holderId: "holder-2", ...about, ...sent });
    const erased = { about: "erased", subject: "wipes/wipe-1" } as const;
    notices.keep({ noticeId: "n-1", holderId: "holder-1", ...erased, ...unreached });
    notices.keep({ noticeId: "n-2", holderId: "holder-2", ...erased, ...beginSending(minutesLater(600)) });
  });
  await world.run();
  expect((await world.day("2026-11-22"))?.figures).toMatchObject({
    reminders: { sent: 1, sentBy: { notErased: { email: 1 } }, stopped: { noChannel: 1 }, stillDue: 0 },
    notices: { sent: 0, stopped: { noChannel: 1 }, stillDue: 0 },
    unreachedHolders: 1,
  });
});

test("what waited for the morning is still due on its day, and sent on the next", async () => {
  const world = new RollUpWorld();
  const late = new Date("2026-11-22T13:00:00Z");
  const erased = { about: "erased", subject: "wipes/wipe-1", holderId: "holder-1" } as const;
  const keep = (sending: Sending) =>
    world.store.transact(async ({ notices }) => {
      await notices.read("n-1");
      notices.keep({ noticeId: "n-1", ...erased, ...sending });
    });
  await keep(beginSending(late));
  await world.run();
  expect((await world.day("2026-11-22"))?.figures?.notices).toMatchObject({ sent: 0, stillDue: 1 });
  await keep(endTry(beginSending(late), { channel: "email" }, new Date("2026-11-22T23:00:00Z")));
  world.daysLater(1);
  await world.run();
  expect((await world.day("2026-11-23"))?.figures?.notices).toMatchObject({
    ...{ sent: 1, sentBy: { erased: { email: 1 } }, stillDue: 0 },
  });
});

test("what was sent between midnight and the run is still due on its day too", async () => {
  const world = new RollUpWorld();
  const sending = { ...beginSending(new Date("2026-11-22T14:55:00Z")), tries: 1 };
  const sent = endTry(sending, { channel: "push" }, new Date("2026-11-22T16:00:00Z"));
  const of = { holderId: "holder-1", about: "notErased", subject: "wipes/wipe-1", number: 1 } as const;
  await world.store.transact(async ({ reminders }) => reminders.keep({ reminderId: "r-1", ...of, ...sent }));
  await world.run();
  expect((await world.day("2026-11-22"))?.figures?.reminders).toMatchObject({ sent: 0, stillDue: 1 });
});

test("a finished day is kept for three years", async () => {
  const world = new RollUpWorld();
  await world.run();
  const { startedAt, expiresAt } = world.documents.at("rollUps/2026-11-22") ?? {};
  expect(startedAt).toEqual(fourInTheMorning);
  expect(expiresAt).toEqual(new Date("2029-11-26T19:00:00.000Z"));
});

test("a document that can't be read is counted as that, and holds nothing up", async () => {
  const world = await withWipes();
  world.documents.edit("wipes/open-7", { evidence: "a great deal" });
  expect(await world.run()).toBe(true);
  expect((await world.day("2026-11-22"))?.figures).toMatchObject({
    openWipes: { total: 149 },
    unreadable: 1,
  });
});
