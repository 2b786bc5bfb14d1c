import { expect, test } from "vitest";
import { minutesLater, sampleSigning, sampleWipe } from "../doubles/samples.ts";
import { idsOf, overdue } from "./overdue.ts";
import type { StoreUnderTest } from "./storeContract.ts";

/** What is overdue and what is over: found by shard and in pages, each once. */
export function testDueWork(open: () => Promise<StoreUnderTest>): void {
  test("finds the overdue wipes of a shard, longest overdue first, and counts them", async () => {
    const { store } = await open();
    await store.transact(async ({ wipes }) => {
      for (const [wipeId, minutes, shard] of overdue)
        wipes.keep({ ...sampleWipe, wipeId, shard, nextStepAt: minutesLater(minutes) });
    });
    const { overdueWipes } = store;
    expect(await idsOf(overdueWipes, 3, minutesLater(5))).toEqual([["oldest", "older", "newer"]]);
    expect(await idsOf(overdueWipes, 4, minutesLater(5))).toEqual([["otherShard"]]);
    expect(await idsOf(overdueWipes, 5, minutesLater(5))).toEqual([]);
    expect(await overdueWipes.count(3, minutesLater(5))).toBe(3);
  });

  test("goes on behind a page whatever became of its documents: each is found once", async () => {
    const { store } = await open();
    // Two at the same time, where one page ends and the next begins.
    const due = Array.from({ length: 205 }, (_, i) => ({
      wipeId: `wipe-${1000 + i}`,
      at: i === 100 ? 99 : i,
    }));
    await store.transact(async ({ wipes }) => {
      for (const { wipeId, at } of due)
        wipes.keep({ ...sampleWipe, wipeId, shard: 3, nextStepAt: minutesLater(at / 1000) });
    });
    const found: string[][] = [];
    for await (const page of store.overdueWipes.pages(3, minutesLater(5))) {
      found.push([...page]);
      // The first is done, the last isn't.
      await store.transact(async ({ wipes }) => {
        const wipe = await wipes.read(page[0] ?? "");
        if (wipe) wipes.keep({ ...wipe, nextStepAt: minutesLater(60) });
      });
    }
    expect(found.map(({ length }) => length)).toEqual([100, 100, 5]);
    expect(found.flat()).toEqual(due.map(({ wipeId }) => wipeId));
    expect(await store.overdueWipes.count(3, minutesLater(5))).toBe(202);
  });

  test("finds certificates that are over and haven't ended otherwise, in the shard that their id gives", async () => {
    const { store } = await open();
    const expiresAt = minutesLater(1);
    await store.transact(async ({ certificates }) => {
      for (const [name, state] of [
        ["1", "valid"],
        ["2", "onHold"],
        ["3", "expired"],
        ["4", "revoked"],
      ] as const)
        certificates.keep({ ...sampleSigning, certificateId: name.repeat(64), state, expiresAt });
      certificates.keep({ ...sampleSigning, certificateId: "5".repeat(64), expiresAt: minutesLater(9) });
    });
    const found = await Promise.all(
      Array.from({ length: 16 }, (_, shard) => idsOf(store.expiredCertificates, shard, minutesLater(5))),
    );
    expect(found.flat(2).sort()).toEqual(["1".repeat(64), "2".repeat(64)]);
  });
}
