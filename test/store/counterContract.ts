import { expect, test } from "vitest";
import type { CheckView, CounterCheck } from "../../functions/src/domain/counterCheck.ts";
import type { HandOverCode } from "../../functions/src/domain/handOverCode.ts";
import type { Shop } from "../../functions/src/domain/shop.ts";
import { minutesLater, sampleWipe, start } from "../doubles/samples.ts";
import type { StoreUnderTest } from "./storeContract.ts";

const deviceId = "d".repeat(64);
const clearanceId = "c".repeat(64);

const code: HandOverCode = {
  ...{ receptionNumber: "4821", deviceId, salt: "salt", hash: "hash", wrongTries: 0, isOvertaken: false },
  ...{ createdAt: start, expiresAt: minutesLater(10) },
};

const check: CounterCheck = {
  ...{ clearanceId, deviceId, shopId: "shop-1", clerkId: "clerk-1", openedBy: "code", proofHash: "hash" },
  ...{ openedAt: start, pulls: 0, expiresAt: minutesLater(30) },
};

const view: CheckView = {
  ...{ clearanceId, deviceId, model: "Sample 8", shopName: "Kita Phones", verdict: "eraseFirst" },
  ...{ checkedAt: start, updatedAt: start },
};

/** What a store has to do for counter checks. */
export function testCounter(open: () => Promise<StoreUnderTest>): void {
  test("keeps shops, codes and checks as they were, with and without what is optional", async () => {
    const { store } = await open();
    const shop: Shop = {
      ...{ shopId: "shop-1", name: "Kita Phones", state: "active", needsTwoPeople: true },
      ...{ registeredAt: start, changedAt: start },
    };
    const used = { ...code, used: { clerkId: "clerk-1", clearanceId } };
    const initialisation = {
      state: "recorded",
      clerkId: "clerk-1",
      secondClerkId: "clerk-2",
      at: start,
    } as const;
    const whole: CounterCheck = { ...check, pulledAt: start, pulls: 1, initialisation };
    await store.transact(async (records) => {
      records.shops.keep(shop);
      records.handOverCodes.keep(code);
      records.checks.keep(check);
    });
    await store.transact(async (records) => {
      expect(await records.shops.read("shop-1")).toEqual(shop);
      expect(await records.handOverCodes.read("4821")).toEqual(code);
      expect(await records.checks.read(clearanceId)).toEqual(check);
      records.handOverCodes.keep(used);
      records.checks.keep(whole);
    });
    await store.read(async (records) => {
      expect(await records.handOverCodes.read("4821")).toEqual(used);
      expect(await records.checks.read(clearanceId)).toEqual(whole);
    });
  });

  test("gives a number to another device without a trace of the one before", async () => {
    const { store, stored } = await open();
    const used = { ...code, used: { clerkId: "clerk-1", clearanceId } };
    await store.transact(async ({ handOverCodes }) => handOverCodes.keep(used));
    const other = { ...code, deviceId: "e".repeat(64) };
    await store.transact(async ({ handOverCodes }) => {
      await handOverCodes.read("4821");
      handOverCodes.keep(other);
    });
    expect(await stored("handOverCodes/4821")).not.toHaveProperty("used");
    expect(await store.read(({ handOverCodes }) => handOverCodes.ofDevice(deviceId))).toEqual([]);
    expect(await store.read(({ handOverCodes }) => handOverCodes.ofDevice(other.deviceId))).toEqual([other]);
  });

  test("keeps what each holder sees of a check below that holder", async () => {
    const { store, stored } = await open();
    await store.transact(async ({ checkViews }) => {
      checkViews.keep("holder-1", view);
      checkViews.keep("holder-2", { ...view, pulledAt: start });
    });
    expect(await store.read(({ checkViews }) => checkViews.read("holder-1", clearanceId))).toEqual(view);
    expect(await stored(`holders/holder-2/checks/${clearanceId}`)).toHaveProperty("pulledAt");
  });

  test("finds every wipe that a device ever had, and no other's", async () => {
    const { store } = await open();
    await store.transact(async ({ wipes }) => {
      wipes.keep(sampleWipe);
      wipes.keep({ ...sampleWipe, wipeId: "wipe-2" });
      wipes.keep({ ...sampleWipe, wipeId: "wipe-3", deviceId: "e".repeat(64) });
    });
    const found = await store.transact(({ wipes }) => wipes.ofDevice(sampleWipe.deviceId));
    expect(found.map(({ wipeId }) => wipeId).toSorted()).toEqual(["wipe-1", "wipe-2"]);
  });
}
