import { expect, test } from "vitest";
import { beginRollUp } from "../../functions/src/domain/rollUp.ts";
import { beginSending, stop } from "../../functions/src/domain/sending.ts";
import type { CountedPage, CountedPart } from "../../functions/src/flow/rollUpPorts.ts";
import type { Store } from "../../functions/src/store/firestoreStore.ts";
import { endedAt, manyWipes } from "../doubles/rollUpWorld.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import type { StoreUnderTest } from "./storeContract.ts";

/** All pages of a shard, one after the other. */
async function pagesOf<T>(
  read: (part: CountedPart) => Promise<CountedPage<T>>,
  part: CountedPart,
): Promise<readonly CountedPage<T>["items"][]> {
  const { items, next } = await read(part);
  return [items, ...(next ? await pagesOf(read, { ...part, ...next }) : [])];
}

type Open = () => Promise<StoreUnderTest>;

/** What counting a day asks of every store. */
export function testCounted(open: Open): void {
  testOpenWipes(open);
  testEndedWipes(open);
  testMessages(open);
  testKeptDay(open);
}

function testOpenWipes(open: Open): void {
  test("gives open wipes of a shard page by page, also where many have the same time, and no ended ones", async () => {
    const { store } = await open();
    await store.transact(async ({ wipes }) => {
      for (const wipe of manyWipes(150, "same", { shard: 3 })) wipes.keep(wipe);
      for (const wipe of manyWipes(2, "older", { shard: 3, openedAt: minutesLater(-1), state: "stuck" }))
        wipes.keep(wipe);
      for (const wipe of manyWipes(3, "late", { shard: 3, openedAt: minutesLater(1) })) wipes.keep(wipe);
      for (const wipe of manyWipes(4, "elsewhere", { shard: 4 })) wipes.keep(wipe);
      for (const wipe of manyWipes(5, "ended", { shard: 3, ...endedAt("confirmed", start) }))
        wipes.keep(wipe);
    });
    const pages = await pagesOf(store.counted.openWipes, { shard: 3, until: minutesLater(1) });
    expect(pages.map((page) => page.length)).toEqual([100, 52]);
    expect(pages.flat().map((wipe) => wipe?.state)).toEqual([
      ...["stuck", "stuck"],
      ...Array.from({ length: 150 }, () => "pending"),
    ]);
    expect(pages[0]?.[2]).toEqual({ state: "pending", evidence: "none", openedAt: start, model: "Sample 8" });
  });
}

function testEndedWipes(open: Open): void {
  test("gives ended wipes by when they ended, from a time and up to before another", async () => {
    const { store } = await open();
    const times = [-1, 0, 1, 2];
    await store.transact(async ({ wipes }) => {
      for (const minutes of times)
        for (const wipe of manyWipes(1, `at${minutes}`, {
          shard: 3,
          ...endedAt("confirmed", minutesLater(minutes)),
        }))
          wipes.keep(wipe);
    });
    const part = { shard: 3, from: start, until: minutesLater(2) };
    const [page = []] = await pagesOf(store.counted.endedWipes, part);
    expect(page.map((wipe) => wipe?.endedAt)).toEqual([start, minutesLater(1)]);
  });
}

function testMessages(open: Open): void {
  test("gives reminders and notices that are due by when they came due, and others by when they ended", async () => {
    const { store } = await open();
    const of = { holderId: "holder-1", subject: "wipes/wipe-1" };
    await keepMessages(store, of);
    const day = { from: start, until: minutesLater(1) };
    const all = Array.from({ length: 16 }, (_, shard) => ({ shard, ...day }));
    const { dueReminders, reminders, dueNotices, notices } = store.counted;
    const read = async (pages: typeof reminders) =>
      (await Promise.all(all.map((part) => pagesOf(pages, part)))).flat(2);
    const [due, stopped] = [
      { state: "due", dueAt: start },
      { state: "stopped", dueAt: start },
    ];
    const closed = { ...stopped, stoppedBecause: "closed", endedAt: start };
    const { holderId } = of;
    expect(await read(dueReminders)).toEqual([{ holderId, about: "notErased", ...due }]);
    expect(await read(dueNotices)).toEqual([{ holderId, about: "erased", ...due }]);
    expect(await read(reminders)).toEqual([{ holderId, about: "hold", ...closed }]);
    expect(await read(notices)).toEqual([{ holderId, about: "held", ...closed }]);
  });
}

/** One of each kind that is due, a notice that is later, and of each three that ended. */
async function keepMessages(store: Store, of: { holderId: string; subject: string }): Promise<void> {
  await store.transact(async ({ reminders, notices }) => {
    reminders.keep({ reminderId: "r", ...of, about: "notErased", number: 0, ...beginSending(start) });
    notices.keep({ noticeId: "n", ...of, about: "erased", ...beginSending(start) });
    notices.keep({ noticeId: "m", ...of, about: "erased", ...beginSending(minutesLater(1)) });
    const ended = (minutes: number) => stop(beginSending(start), "closed", minutesLater(minutes));
    for (const minutes of [-1, 0, 1]) {
      const id = `ended-${minutes}`;
      reminders.keep({ reminderId: id, ...of, about: "hold", number: 0, ...ended(minutes) });
      notices.keep({ noticeId: id, ...of, about: "held", ...ended(minutes) });
    }
  });
}

function testKeptDay(open: Open): void {
  test("keeps a day that is being counted, whatever phones call themselves", async () => {
    const { store } = await open();
    const tally = { "model:0:__odd.`name`/__": 2, "appVersion:0:": 1 };
    const begun = beginRollUp("2026-11-21", start);
    const progress = {
      source: "endedWipes",
      shards: [{ shard: 1 }, { shard: 2, after: { at: start, id: "wipe-1" } }],
      ...{ rounds: 1, tally },
    } as const;
    await store.transact(async ({ rollUps }) => rollUps.keep(begun));
    await store.transact(async ({ rollUps }) => {
      const read = await rollUps.read("2026-11-21");
      if (read) rollUps.keep({ ...read, progress });
    });
    expect(await store.transact(({ rollUps }) => rollUps.read("2026-11-21"))).toEqual({ ...begun, progress });
  });
}
