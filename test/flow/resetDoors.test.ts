import { describe, expect, test } from "vitest";
import { isLegalWipeChange } from "../../functions/src/domain/legalChange.ts";
import { putBackEdit } from "../../functions/src/flow/putBackEdit.ts";
import type { Fields } from "../../functions/src/store/documents.ts";
import { wipeOf } from "../../functions/src/store/firestoreStore.ts";
import { caTells } from "../doubles/partners.ts";
import { authentication, enrolled, onlyWipe, signing } from "../doubles/resetStory.ts";
import { makerReports } from "../doubles/resets.ts";
import { revokeOnPhone } from "../doubles/revokeOnPhone.ts";
import { minutesLater, sampleAuthentication } from "../doubles/samples.ts";

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

  test("the phone registering again ends it, and nobody is asked any more", async () => {
    const { world, holderId, deviceId, wipeId } = await reset();
    await world.attempt(wipeId);
    world.setMinutes(61);
    await world.register(holderId);
    world.setMinutes(5 * day);
    await world.attempt(wipeId);
    expect([world.sent, world.asked]).toEqual([[], [wipeId]]);
    expect(await world.fetch(deviceId)).toEqual([]);
    expect(onlyWipe(world)).toMatchObject({ state: "cancelled" });
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

describe("an edit in the console that has an open wipe list what is in force", () => {
  /** The signing certificate is revoked and the app's to erase; the other one is in force. */
  async function edited(of: "both" | "theOther") {
    const story = await enrolled();
    const { world } = story;
    await revokeOnPhone(world, { certificates: [signing] });
    const { wipeId, certificates } = onlyWipe(world);
    const { certificateId, thumbprint, kind } = sampleAuthentication;
    const added = { certificateId, thumbprint, kind };
    const listed = of === "both" ? [...certificates, added] : [added];
    world.documents.edit(`wipes/${wipeId}`, { certificates: listed, commandVersion: 2 });
    world.commanded.length = 0;
    return { ...story, wipeId };
  }

  test("and looks like a revocation that joined is no command for it, on none of the three ways", async () => {
    const { world, deviceId, wipeId } = await edited("both");
    expect(await world.fetch(deviceId)).toEqual([wipeId]);
    world.setMinutes(day);
    await world.attempt(wipeId);
    expect(world.sent).toHaveLength(1);
    expect(await revokeOnPhone(world, { certificates: [signing] })).toMatchObject({ commands: [wipeId] });
    expect(world.commanded).toEqual([[signing], [signing], [signing]]);
  });

  test("is no command at all where nothing else is listed: the phone that asks leaves the wipe as it is", async () => {
    const { world, deviceId, wipeId } = await edited("theOther");
    const before = onlyWipe(world);
    expect(await world.fetch(deviceId)).toEqual([]);
    expect(await revokeOnPhone(world, { certificates: [signing] })).toMatchObject({ commands: [] });
    expect(onlyWipe(world)).toEqual(before);
    expect([world.commanded, world.documents.paths("wipes")]).toEqual([[], [`wipes/${wipeId}`]]);
  });

  test("is no request for it where the SEI-TSM is asked", async () => {
    const { world, wipeId } = await edited("both");
    const wipe = onlyWipe(world);
    world.documents.edit(`wipes/${wipeId}`, { ...wipe, scope: "applet", nextStep: "askTsm" });
    const requested: (readonly string[])[] = [];
    world.tsm = async ({ certificates }) => {
      requested.push(certificates.map(({ thumbprint }) => thumbprint));
      return { outcome: "accepted" };
    };
    world.setMinutes(day);
    await world.attempt(wipeId);
    expect(requested).toEqual([[signing]]);
  });

  test("is tried on by the schedule, which sends nothing, and is kept until it is revoked", async () => {
    const { world, wipeId } = await edited("theOther");
    world.setMinutes(75);
    await world.attempt(wipeId);
    await world.attempt(wipeId);
    expect([world.sent, world.asked, world.commanded]).toEqual([[], [], []]);
    expect(onlyWipe(world)).toMatchObject({
      ...{ state: "received", attempts: 1, attemptIsOpen: false, nextStep: "attempt" },
      ...{ lastAttempt: { outcome: "allInForce" }, nextStepAt: minutesLater(90) },
    });
    await world.revoke({ cause: "handedOn" });
    world.setMinutes(90);
    await world.attempt(wipeId);
    expect(world.commanded).toEqual([[authentication]]);
    expect(world.sent).toHaveLength(1);
  });
});
