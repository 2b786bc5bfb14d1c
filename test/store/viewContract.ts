import { expect, test } from "vitest";
import type { DeviceView } from "../../functions/src/domain/deviceView.ts";
import type { Card } from "../../functions/src/domain/holder.ts";
import type { ResetCapability } from "../../functions/src/domain/resetCapability.ts";
import { minutesLater, sampleDevice, start } from "../doubles/samples.ts";
import type { StoreUnderTest } from "./storeContract.ts";

const words = { ja: "待機中", en: "Waiting" };
const view: DeviceView = {
  deviceId: sampleDevice.deviceId,
  model: "Sample 8",
  state: "replaced",
  certificates: [{ kind: "signing", state: "revoked", changedAt: start }],
  erasure: { state: "waiting", evidence: "none", words },
  todo: { instruction: "connect", ...words },
  lastSeenAt: start,
  nextStepAt: minutesLater(5),
  updatedAt: start,
};

/** What a store has to do for what holders see. */
export function testViews(open: () => Promise<StoreUnderTest>): void {
  test("keeps a device's view below each holder, and takes out what no longer is", async () => {
    const { store, stored } = await open();
    await store.transact(async ({ deviceViews }) => {
      deviceViews.keep("holder-1", view);
      deviceViews.keep("holder-2", view);
    });
    const { nextStepAt, ...ended } = view;
    await store.transact(async ({ deviceViews }) => {
      expect(await deviceViews.read("holder-1", view.deviceId)).toEqual(view);
      deviceViews.keep("holder-1", ended);
    });
    const at = (holderId: string) => stored(`holders/${holderId}/devices/${view.deviceId}`);
    expect(await at("holder-1")).not.toHaveProperty("nextStepAt");
    expect(await at("holder-2")).toHaveProperty("nextStepAt");
  });

  test("finds the cards of a person by an id that they were known under earlier", async () => {
    const { store } = await open();
    const card: Card = { cardId: "card-2", holderId: "new", linkedAt: start, state: "valid" };
    await store.transact(async ({ cards }) => {
      cards.keep({ ...card, earlierHolderIds: ["older", "old"] });
      cards.keep({ ...card, cardId: "card-3", holderId: "other" });
    });
    const found = (holderId: string) => store.transact(({ cards }) => cards.knowing(holderId));
    expect(await found("old")).toMatchObject([{ cardId: "card-2" }]);
    expect(await found("new")).toEqual([]);
  });

  test("gives the whole reset registry, also without locks", async () => {
    const { store } = await open();
    const capability: ResetCapability = {
      capabilityId: "android",
      platform: "android",
      clears: "no",
      source: "A page",
      statedOn: "2026-11-22",
    };
    await store.transact(async ({ resetCapabilities }) => resetCapabilities.keep(capability));
    expect(await store.read(({ resetCapabilities }) => resetCapabilities.all())).toEqual([capability]);
  });
}
