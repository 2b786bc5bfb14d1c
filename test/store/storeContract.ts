import { describe, expect, test } from "vitest";
import type { Card } from "../../functions/src/domain/holder.ts";
import { AlreadyKept } from "../../functions/src/flow/ports.ts";
import type { Store } from "../../functions/src/store/firestoreStore.ts";
import { sampleDevice, sampleHolder, sampleSigning, sampleWipe, start } from "../doubles/samples.ts";
import { testContacts } from "./contactContract.ts";
import { testCounted } from "./countedContract.ts";
import { testCounter } from "./counterContract.ts";
import { testDueWork } from "./dueWorkContract.ts";
import { testHolds } from "./holdContract.ts";
import { testPartners } from "./partnerContract.ts";
import { testViews } from "./viewContract.ts";

/** What a test may do past the store: look at a stored document, and edit it as an admin does in the console. */
export interface StoreUnderTest {
  readonly store: Store;
  stored(path: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  edit(path: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
}

/** What every store has to do, in memory and on Firestore alike: that is what makes the fast one honest. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    testHolds(open);
    testContacts(open);
    testCounter(open);
    testViews(open);
    testCounted(open);

    test("reads back what was kept, dates and all", async () => {
      const { store } = await open();
      await store.transact(async ({ wipes, devices }) => {
        wipes.keep(sampleWipe);
        devices.keep(sampleDevice);
      });
      const read = await store.transact(async ({ wipes, devices }) => {
        return [await wipes.read("wipe-1"), await devices.read(sampleDevice.deviceId)];
      });
      expect(read).toEqual([sampleWipe, sampleDevice]);
    });

    test("finds what is in force among thumbprints, valid or on hold, however many are asked for", async () => {
      const { store } = await open();
      const thumbprints = Array.from("abcdefghijklmnopqrst", (letter) => letter.repeat(43));
      const states = { b: "valid", c: "onHold", d: "expired", t: "valid", u: "valid" } as const;
      await store.transact(async ({ certificates }) => {
        for (const [letter, state] of Object.entries(states)) {
          const [certificateId, thumbprint] = [letter.repeat(64), letter.repeat(43)];
          certificates.keep({ ...sampleSigning, certificateId, thumbprint, state });
        }
      });
      const found = await store.read(({ certificates }) => certificates.inForceAmong(thumbprints));
      expect(found.map(({ thumbprint }) => thumbprint[0]).sort()).toEqual(["b", "c", "t"]);
      expect(await store.transact(({ certificates }) => certificates.inForceAmong([]))).toEqual([]);
    });

    test("finds the enrolments of a secure element, whoever's and in whatever state, and a certificate by its thumbprint", async () => {
      const { store } = await open();
      const ids = ["1".repeat(64), "2".repeat(64)];
      await store.transact(async ({ devices, certificates }) => {
        const [older = "", another = ""] = ids;
        devices.keep({ ...sampleDevice, found: { inForce: start } });
        devices.keep({ ...sampleDevice, deviceId: older, state: "retired", holderId: "holder-2" });
        devices.keep({ ...sampleDevice, deviceId: another, secureElement: "f".repeat(64) });
        certificates.keep(sampleSigning);
      });
      const found = await store.transact(async ({ devices, certificates }) => ({
        devices: await devices.inElement(sampleDevice.secureElement),
        certificate: await certificates.withThumbprint(sampleSigning.thumbprint),
        nobodys: await certificates.withThumbprint("n".repeat(43)),
      }));
      expect(found.devices.map(({ deviceId }) => deviceId).sort()).toEqual([ids[0], sampleDevice.deviceId]);
      expect(found.devices.find(({ state }) => state === "active")?.found).toEqual({ inForce: start });
      expect([found.certificate, found.nobodys]).toEqual([sampleSigning, undefined]);
    });

    test("knows nothing under an id that was never kept", async () => {
      const { store } = await open();
      expect(await store.transact(({ wipes }) => wipes.read("wipe-1"))).toBeUndefined();
    });

    test("puts a readable summary into what an admin looks at", async () => {
      const { store, stored } = await open();
      await store.transact(async ({ wipes, certificates }) => {
        wipes.keep(sampleWipe);
        certificates.keep(sampleSigning);
      });
      expect((await stored("wipes/wipe-1"))?.summary).toBe(
        "Erase 2 certificates: waiting for attempt 1 at 2026-11-22 09:00 UTC.",
      );
      expect((await stored(`certificates/${sampleSigning.certificateId}`))?.summary).toBe(
        "Signing certificate, valid, expires 2030-01-01 00:00 UTC.",
      );
    });

    test("leaves fields alone that it doesn't know, as a newer version may have written them", async () => {
      const { store, stored, edit } = await open();
      await store.transact(async ({ holders }) => holders.keep(sampleHolder));
      await edit("holders/holder-1", { fromTheFuture: 1 });
      await store.transact(async ({ holders }) => {
        const holder = await holders.read("holder-1");
        if (holder) holders.keep({ ...holder, auditHead: { sequence: 1, hash: "h" } });
      });
      expect(await stored("holders/holder-1")).toMatchObject({
        fromTheFuture: 1,
        auditHead: { sequence: 1 },
      });
    });

    test("replaces a wipe while it is as it was read, and leaves it alone once somebody has written it", async () => {
      const { store, stored } = await open();
      await store.transact(async ({ wipes }) => wipes.keep(sampleWipe));
      const asRead = await store.readWipe("wipe-1");
      if (!asRead) throw new Error("the wipe was kept");
      expect(asRead.wipe).toEqual(sampleWipe);
      expect(await store.replaceWipe(asRead, { ...sampleWipe, attempts: 1, attemptIsOpen: true })).toBe(true);
      expect(await store.replaceWipe(asRead, { ...sampleWipe, attempts: 7 })).toBe(false);
      expect(await stored("wipes/wipe-1")).toMatchObject({
        attempts: 1,
        summary: "Erase 2 certificates: attempt 1 is being sent.",
      });
    });

    test("doesn't replace a wipe that isn't there, and reads nothing of what isn't", async () => {
      const { store, stored } = await open();
      expect(await store.readWipe("wipe-1")).toBeUndefined();
      expect(await store.readDevice(sampleDevice.deviceId)).toBeUndefined();
      await store.transact(async ({ wipes }) => wipes.keep(sampleWipe));
      const asRead = await store.readWipe("wipe-1");
      const elsewhere = { wipe: { ...sampleWipe, wipeId: "wipe-2" }, version: asRead?.version ?? "" };
      expect(await store.replaceWipe(elsewhere, { ...elsewhere.wipe, attempts: 1 })).toBe(false);
      expect(await stored("wipes/wipe-2")).toBeUndefined();
    });

    test("reads a single device as it is now", async () => {
      const { store } = await open();
      await store.transact(async ({ devices }) => devices.keep(sampleDevice));
      expect(await store.readDevice(sampleDevice.deviceId)).toEqual(sampleDevice);
    });

    test("takes a field out of the document when the record no longer has it", async () => {
      const { store, stored } = await open();
      await store.transact(async ({ wipes }) => wipes.keep(sampleWipe));
      await store.transact(async ({ wipes }) => {
        const wipe = await wipes.read("wipe-1");
        if (!wipe) return;
        const { nextStep, nextStepAt, ...ended } = wipe;
        wipes.keep({ ...ended, state: "cancelled", endedAt: start });
      });
      const after = await stored("wipes/wipe-1");
      expect(after).not.toHaveProperty("nextStepAt");
      expect(after).toMatchObject({ state: "cancelled", summary: "Erase 2 certificates: cancelled." });
    });

    test("keeps all of a transaction or nothing of it", async () => {
      const { store, stored } = await open();
      await store.transact(async ({ wipes }) => wipes.keep(sampleWipe));
      const half = store.transact(async ({ holders, wipes }) => {
        holders.keep(sampleHolder);
        wipes.keep(sampleWipe);
      });
      await expect(half).rejects.toBeInstanceOf(AlreadyKept);
      expect(await stored("holders/holder-1")).toBeUndefined();
    });

    test("runs a body again when what it read was changed meanwhile, so that no update is lost", async () => {
      const { store } = await open();
      await store.transact(async ({ wipes }) => wipes.keep(sampleWipe));
      const addOne = () =>
        store.transact(async ({ wipes }) => {
          const wipe = await wipes.read("wipe-1");
          if (wipe) wipes.keep({ ...wipe, attempts: wipe.attempts + 1 });
        });
      await Promise.all([addOne(), addOne(), addOne()]);
      expect(await store.transact(({ wipes }) => wipes.read("wipe-1"))).toMatchObject({ attempts: 3 });
    });

    test("finds the holder's active devices only", async () => {
      const { store } = await open();
      await store.transact(async ({ devices }) => {
        devices.keep(sampleDevice);
        devices.keep({ ...sampleDevice, deviceId: "f".repeat(64), state: "replaced" });
        devices.keep({ ...sampleDevice, deviceId: "9".repeat(64), holderId: "holder-2" });
      });
      const active = await store.transact(({ devices }) => devices.activeOf("holder-1"));
      expect(active.map(({ deviceId }) => deviceId)).toEqual([sampleDevice.deviceId]);
    });

    test("finds all devices of a holder, whatever their state, and all cards", async () => {
      const { store } = await open();
      const replaced = { ...sampleDevice, deviceId: "f".repeat(64), state: "replaced" } as const;
      await store.transact(async ({ devices, cards }) => {
        for (const device of [sampleDevice, replaced]) devices.keep(device);
        devices.keep({ ...sampleDevice, deviceId: "9".repeat(64), holderId: "holder-2" });
        for (const card of [validCard, renewedCard]) cards.keep(card);
        cards.keep({ ...validCard, cardId: "card-3", holderId: "holder-2" });
      });
      const [devices, cards] = await store.transact(async (records) => {
        return [await records.devices.allOf("holder-1"), await records.cards.of("holder-1")] as const;
      });
      expect(new Set(devices)).toEqual(new Set([sampleDevice, replaced]));
      expect(new Set(cards)).toEqual(new Set([validCard, renewedCard]));
    });

    test("takes a card that was linked before its state was kept for a valid one, and leaves it as it is", async () => {
      const { store, stored, edit } = await open();
      const old = { cardId: "card-1", holderId: "holder-1", linkedAt: start };
      await edit("cards/card-1", old);
      await store.transact(async ({ cards }) => {
        const card = await cards.read("card-1");
        expect(card).toEqual({ ...old, state: "valid" });
        if (card) cards.keep(card);
      });
      expect(await stored("cards/card-1")).not.toHaveProperty("state");
      await store.transact(async ({ cards }) => {
        const card = await cards.read("card-1");
        if (card) cards.keep({ ...card, state: "revoked" });
      });
      expect(await stored("cards/card-1")).toMatchObject({ state: "revoked" });
    });

    testDueWork(open);
    testPartners(open);
  });
}

const validCard: Card = { cardId: "card-1", holderId: "holder-1", linkedAt: start, state: "valid" };
const renewedCard: Card = {
  ...validCard,
  cardId: "card-2",
  earlierHolderIds: ["holder-0"],
  state: "renewed",
  renewedAt: start,
};
