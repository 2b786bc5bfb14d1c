import { describe, expect, test } from "vitest";
import { happenedToWipe } from "../../functions/src/domain/notice.ts";
import {
  anew,
  certificateIn,
  enrolledAnew,
  issued,
  newAuthentication,
  newSigning,
} from "../doubles/enrolledAnew.ts";
import { caTells } from "../doubles/partners.ts";
import { eraseIn } from "../doubles/proofs.ts";
import { newPhone } from "../doubles/reminderWorld.ts";
import {
  authentication,
  deviceIn,
  enrolled,
  onlyWipe,
  revoke,
  signing,
  told,
  wipesOf,
} from "../doubles/resetStory.ts";
import { makerReports } from "../doubles/resets.ts";
import { minutesLater, sampleAuthentication, sampleSigning } from "../doubles/samples.ts";
import { cardSigned } from "../doubles/world.ts";

const thumbprintsOf = (wipe: { certificates: readonly { thumbprint: string }[] }) =>
  wipe.certificates.map(({ thumbprint }) => thumbprint);

describe("a phone that is enrolled anew with a signing certificate alone keeps its authentication certificate in use:", () => {
  const reissued = () =>
    enrolledAnew(async ({ world }) => {
      await caTells(world, { kind: "detailsChanged" });
      await eraseIn(world);
    });

  test("it is the new enrolment's, as it is, and was last shown in the one before", async () => {
    const { world, first, deviceId } = await reissued();
    expect(deviceIn(world, deviceId)).toMatchObject({
      certificateIds: [newSigning.certificateId, sampleAuthentication.certificateId],
      shownBefore: [{ certificateId: sampleAuthentication.certificateId, at: minutesLater(0) }],
    });
    expect(certificateIn(world, sampleAuthentication)).toMatchObject({
      ...{ deviceId, state: "valid", registeredAt: minutesLater(0) },
    });
    expect(certificateIn(world, sampleSigning)).toMatchObject({ deviceId: first, state: "revoked" });
    expect(deviceIn(world, first)).toMatchObject({ state: "retired" });
    expect(wipesOf(world)).toMatchObject([{ deviceId: first, state: "confirmed" }]);
  });

  test("a call to the call centre holds it, and a release gives it back", async () => {
    const { world } = await reissued();
    const holdId = await world.held();
    expect(certificateIn(world, sampleAuthentication)).toMatchObject({ state: "onHold" });
    await world.releaseHold({ holdId });
    expect(certificateIn(world, sampleAuthentication)).toMatchObject({ state: "valid" });
  });

  test("a revocation of all that the holder has ends it, and has it erased", async () => {
    const { world, deviceId } = await reissued();
    await world.revoke({ devices: "all", jti: "application-number-2" });
    const [, wipe] = wipesOf(world);
    expect(wipe).toMatchObject({ deviceId, state: "pending" });
    expect(wipe && thumbprintsOf(wipe)).toEqual([newSigning.thumbprint, authentication]);
  });

  test("its maker's reset has the SEI-TSM erase both", async () => {
    const { world, deviceId } = await reissued();
    world.setMinutes(180);
    await makerReports(world, { reachedAt: minutesLater(180) });
    const [, wipe] = wipesOf(world);
    expect(wipe).toMatchObject({ deviceId, nextStep: "askTsm", resetVersion: 1 });
    expect(wipe && thumbprintsOf(wipe)).toEqual([newSigning.thumbprint, authentication]);
  });

  test("registering again with one of them, or with both, is the same enrolment", async () => {
    const { world, holderId, deviceId } = await reissued();
    const kept = sampleAuthentication;
    for (const [i, certificates] of [[newSigning], [newSigning, kept], [kept]].entries()) {
      world.setMinutes(130 + i);
      expect(await world.register(holderId, { certificates })).toMatchObject({ device: { deviceId } });
    }
    expect(told(world, "deviceOvertaken")).toBe(1);
  });

  test("a third enrolment takes over from the second what that took over", async () => {
    const { world, holderId } = await reissued();
    world.setMinutes(130);
    const third = issued("3", "signing");
    const registered = await world.register(holderId, { certificates: [third] });
    expect(registered).toMatchObject({
      device: {
        generation: 3,
        certificateIds: [third.certificateId, sampleAuthentication.certificateId],
        shownBefore: [{ certificateId: sampleAuthentication.certificateId, at: minutesLater(0) }],
      },
    });
  });
});

describe("what was stopped before is owed a wipe in the new enrolment", () => {
  test("where the old one's wasn't over: the phone answers for its new enrolment alone", async () => {
    const { world, first, deviceId } = await enrolledAnew(({ world: before }) => revoke(before));
    const [ended, wipe] = wipesOf(world);
    expect(ended).toMatchObject({ deviceId: first, state: "cancelled" });
    expect(wipe).toMatchObject({
      deviceId,
      state: "pending",
      certificates: [{ thumbprint: authentication }],
    });
    if (wipe) expect(happenedToWipe(undefined, wipe)).toEqual([]);
    expect(deviceIn(world, deviceId)).toMatchObject({ wipeId: wipe?.wipeId, erasure: "open" });
    expect(await world.fetch(deviceId)).toEqual([wipe?.wipeId]);
    const [registered] = world.documents
      .paths("audit")
      .map((path) => world.documents.at(path))
      .filter((entry) => entry?.act === "deviceRegistered" && Object(entry.subjects).length > 1);
    expect(registered?.subjects).toEqual([`devices/${deviceId}`, `wipes/${wipe?.wipeId}`]);
  });

  test("but not once it was proven to be erased", async () => {
    const { world, deviceId } = await enrolledAnew(async ({ world: before }) => {
      await revoke(before);
      await eraseIn(before);
    });
    expect(deviceIn(world, deviceId)).toMatchObject({
      certificateIds: [newSigning.certificateId],
      shownBefore: [],
    });
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed" });
  });
});

test("what is in force although a reset has erased it is still something to remind of", async () => {
  const { world, holderId, deviceId } = await enrolledAnew(async ({ world: before }) => {
    await makerReports(before, { phase: "completed", clears: "yes" });
  });
  expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "erasedNotRevoked" } });
  world.setMinutes(130);
  await world.register(holderId, anew);
  expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "erasedNotRevoked" } });
  world.setMinutes(140);
  await world.register(holderId, { certificates: [newSigning, sampleAuthentication] });
  expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "unseen" } });
});

test("what the SEI-TSM erases for a reset whose enrolment is over by then is something to remind of in the new one", async () => {
  const { world, deviceId } = await enrolledAnew(async ({ world: before }) => {
    await makerReports(before);
    await before.attempt(onlyWipe(before).wipeId);
  });
  const { wipeId } = onlyWipe(world);
  expect(onlyWipe(world)).toMatchObject({ state: "cancelled" });
  await world.tsmReports(wipeId, { [signing]: "erased", [authentication]: "erased" });
  expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "erasedNotRevoked" } });
});

test("under a renewed card, a phone that is vouched for stays with the person's id that it has", async () => {
  const story = await enrolled({ isProven: true });
  const { world, holderId } = story;
  const renewed = { cardId: "card-2", jti: "session-number-2" };
  const session = await world.signIn(cardSigned(renewed));
  await caTells(world, { kind: "cardRenewed", newCardId: "card-2" });
  const signedIn = "holderId" in session ? session.holderId : "";
  expect(signedIn).not.toBe(holderId);
  world.setMinutes(120);
  const registered = await world.register(signedIn, { ...anew, isProven: true });
  expect(registered).toMatchObject({ device: { holderId, generation: 2 } });
  expect(certificateIn(world, sampleAuthentication)).toMatchObject({
    ...{ holderId, deviceId: "device" in registered ? registered.device.deviceId : "" },
  });
});

test("the next owner's enrolment takes over nothing: what is left is the former holder's, and its wipe goes on", async () => {
  const { world, deviceId } = await enrolled({ isProven: true });
  await revoke(world);
  const session = await world.signIn(cardSigned({ cardId: "card-9", jti: "session-number-9" }));
  world.setMinutes(120);
  const registered = await world.register("holderId" in session ? session.holderId : "", {
    ...{ ...anew, isProven: true, deviceKey: newPhone.deviceKey },
  });
  expect(registered).toMatchObject({
    device: { certificateIds: [newSigning.certificateId], shownBefore: [] },
  });
  expect(certificateIn(world, sampleAuthentication)).toMatchObject({ deviceId });
  expect(onlyWipe(world)).toMatchObject({ deviceId, state: "pending" });
});

test("an enrolment that was overtaken on its way by a later one of the same phone ends nothing", async () => {
  const { world, holderId } = await enrolled();
  world.setMinutes(120);
  const later = await world.register(holderId, { certificates: [newSigning, sampleAuthentication] });
  const before = world.documents.all();
  const older = { certificates: [issued("3", "signing"), sampleAuthentication], signedAt: minutesLater(119) };
  const { device } = Object(later);
  expect(await world.register(holderId, older)).toMatchObject({ device: { deviceId: device.deviceId } });
  expect(world.documents.all()).toEqual(before);
});

test("one that names both kinds takes over nothing, also where it keeps one of them", async () => {
  const { world, holderId } = await enrolled();
  world.setMinutes(120);
  const registered = await world.register(holderId, { certificates: [sampleSigning, newAuthentication] });
  expect(registered).toMatchObject({
    device: {
      certificateIds: [sampleSigning.certificateId, newAuthentication.certificateId],
      shownBefore: [],
    },
  });
});
