import { describe, expect, test } from "vitest";
import { isLegalWipeChange } from "../../functions/src/domain/legalChange.ts";
import { putBackEdit } from "../../functions/src/flow/putBackEdit.ts";
import type { Fields } from "../../functions/src/store/documents.ts";
import { wipeOf } from "../../functions/src/store/firestoreStore.ts";
import { caTells } from "../doubles/partners.ts";
import { authentication, enrolled, onlyWipe, signing } from "../doubles/resetStory.ts";
import { makerReports } from "../doubles/resets.ts";
import { revokeOnPhone } from "../doubles/revokeOnPhone.ts";

const day = 24 * 60;

describe("no door leads from a reset to an app that would erase what is in force:", () => {
  async function reset() {
    const story = await enrolled();
    await makerReports(story.world);
    return { ...story, wipeId: onlyWipe(story.world).wipeId };
  }

  test("fetchCommands hands out nothing, before and after the SEI-TSM was asked", async () => {
    const { world, deviceId, wipeId } = await reset();
    expect(await world.fetch(deviceId)).toEqual([]);
    await world.attempt(wipeId);
    expect(await world.fetch(deviceId)).toEqual([]);
    await world.tsmReports(wipeId, { [signing]: "failed", [authentication]: "failed" });
    expect(await world.fetch(deviceId)).toEqual([]);
  });

  test("no attempt goes to FCM, however long it goes on, nor once there is no SEI-TSM any more", async () => {
    const { world, wipeId } = await reset();
    for (const minutes of [60, 100, 5 * day, 100 * day]) {
      world.setMinutes(minutes);
      await world.attempt(wipeId);
    }
    expect(world.asked).toHaveLength(4);
    world.tsm = undefined;
    world.setMinutes(200 * day);
    await world.attempt(wipeId);
    expect(world.sent).toEqual([]);
    expect(onlyWipe(world)).toMatchObject({ state: "stuck", nextStep: "askTsm" });
  });

  test("the phone registering again leaves it with the SEI-TSM once that has the request", async () => {
    const { world, holderId, deviceId, wipeId } = await reset();
    await world.attempt(wipeId);
    world.setMinutes(61);
    await world.register(holderId);
    await world.attempt(wipeId);
    expect([world.sent, world.asked]).toEqual([[], [wipeId, wipeId]]);
    expect(await world.fetch(deviceId)).toEqual([]);
  });

  test.each<[string, Fields]>([
    ["makes the app's", { nextStep: "attempt" }],
    ["makes the app's altogether", { nextStep: "attempt", scope: "keys" }],
    ["takes for a revocation's", { nextStep: "attempt", scope: "keys", resetVersion: 0 }],
  ])("an edit in the console that %s is put back before it is driven", async (_, fields) => {
    const { world, deviceId, wipeId } = await reset();
    const path = `wipes/${wipeId}`;
    const before = world.documents.at(path);
    world.documents.edit(path, fields);
    const { clock, log, store } = world;
    const change = {
      path,
      before,
      after: world.documents.at(path),
      read: wipeOf,
      isLegal: isLegalWipeChange,
    };
    expect(await putBackEdit(change, { clock, log, transact: store.transact })).toBe(true);
    expect(onlyWipe(world)).toMatchObject({ nextStep: "askTsm", scope: "applet", resetVersion: 1 });
    expect(await world.fetch(deviceId)).toEqual([]);
    await world.attempt(wipeId);
    expect(world.sent).toEqual([]);
  });

  test("revoking one certificate on the phone brings no command for the other", async () => {
    const { world, deviceId, wipeId } = await reset();
    const answer = await revokeOnPhone(world, { certificates: [signing] });
    expect(answer).toMatchObject({ commands: [] });
    expect(await world.fetch(deviceId)).toEqual([]);
    await world.attempt(wipeId);
    expect(world.sent).toEqual([]);
  });

  test("nor does it where the wipe of the other one was the app's before", async () => {
    const { world, deviceId } = await enrolled();
    await caTells(world, { kind: "detailsChanged" });
    expect(await world.fetch(deviceId)).toEqual([onlyWipe(world).wipeId]);
    await makerReports(world);
    const { wipeId, certificates } = onlyWipe(world);
    expect(certificates).toHaveLength(2);
    expect(await world.fetch(deviceId)).toEqual([]);
    await world.attempt(wipeId);
    expect([world.sent, world.asked]).toEqual([[], [wipeId]]);
  });
});
