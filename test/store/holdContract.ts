import { expect, test } from "vitest";
import { minutesLater, sampleHold, sampleSigning, start } from "../doubles/samples.ts";
import { idsOf, overdue } from "./overdue.ts";
import type { StoreUnderTest } from "./storeContract.ts";

/** What every store has to do with holds. */
export function testHolds(open: () => Promise<StoreUnderTest>): void {
  test("reads back holds, choices and certificates with their times on hold, and derives a hold's summary", async () => {
    const { store, stored } = await open();
    const hold = {
      ...sampleHold,
      nextStep: "remind",
      nextStepAt: minutesLater(9),
      escalateAt: start,
    } as const;
    const word = { salt: "salt", hash: "hash" };
    const choice = { holderId: "holder-1", word, wrongTries: 5, lockedUntil: minutesLater(60) };
    const holds = [{ holdId: hold.holdId, heldAt: start, endedAt: minutesLater(1) }];
    const certificate = { ...sampleSigning, holds };
    await store.transact(async (records) => {
      records.holds.keep(hold);
      records.holdChoices.keep(choice);
      records.certificates.keep(certificate);
    });
    const read = await store.transact(async (records) => [
      await records.holds.read(hold.holdId),
      await records.holdChoices.read("holder-1"),
      await records.certificates.read(certificate.certificateId),
    ]);
    expect(read).toEqual([hold, choice, certificate]);
    expect((await stored(`holds/${hold.holdId}`))?.summary).toBe(
      "2 certificates held 2026-11-22 09:00 UTC (callBack): waiting for the phone to be found, remind at 2026-11-22 09:09 UTC.",
    );
  });

  test("finds a holder's open holds, and those that an application released", async () => {
    const { store } = await open();
    await store.transact(async ({ holds }) => {
      holds.keep({ ...sampleHold, holdId: "open" });
      holds.keep({ ...sampleHold, holdId: "joined", state: "joined" });
      holds.keep({ ...sampleHold, holdId: "released", state: "released", releaseId: "release-1" });
      holds.keep({ ...sampleHold, holdId: "another's", holderId: "holder-2" });
    });
    const found = await store.transact(async ({ holds }) => [
      await holds.openOf("holder-1"),
      await holds.releasedUnder("release-1"),
    ]);
    expect(found.map((some) => some.map(({ holdId }) => holdId))).toEqual([["open"], ["released"]]);
  });

  test("finds the holds of a shard that owe a step, longest due first", async () => {
    const { store } = await open();
    await store.transact(async ({ holds }) => {
      for (const [holdId, minutes, shard] of overdue)
        holds.keep({ ...sampleHold, holdId, shard, nextStep: "remind", nextStepAt: minutesLater(minutes) });
      holds.keep({ ...sampleHold, holdId: "ended", state: "over" });
    });
    expect(await idsOf(store.dueHolds, 3, minutesLater(5))).toEqual([["oldest", "older", "newer"]]);
    expect(await idsOf(store.dueHolds, 4, minutesLater(5))).toEqual([["otherShard"]]);
  });
}
