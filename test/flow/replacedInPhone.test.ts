import { describe, expect, test } from "vitest";
import {
  anew,
  certificateIn,
  enrolledAnew,
  issued,
  newAuthentication,
  newSigning,
} from "../doubles/enrolledAnew.ts";
import { caTells } from "../doubles/partners.ts";
import { newPhone } from "../doubles/reminderWorld.ts";
import {
  authentication,
  deviceIn,
  enrolled,
  onlyWipe,
  revoke,
  signing,
  wipesOf,
} from "../doubles/resetStory.ts";
import { makerReports } from "../doubles/resets.ts";
import { minutesLater, sampleAuthentication, sampleSigning } from "../doubles/samples.ts";
import { cardSigned } from "../doubles/world.ts";

const day = 24 * 60;

describe("what one of its kind replaced in the phone owes nothing", () => {
  /** The phone is enrolled anew with both kinds, before the old ones were stopped. */
  const renewed = async () => {
    const story = await enrolled();
    story.world.setMinutes(120);
    await story.world.register(story.holderId, { certificates: [newSigning, newAuthentication] });
    return story;
  };

  test("when it expires: its wipe is over from the start, and nobody is reminded", async () => {
    const { world, deviceId } = await renewed();
    world.setMinutes((sampleSigning.expiresAt.getTime() - minutesLater(0).getTime()) / 60_000 + 1);
    await world.expire();
    expect(certificateIn(world, sampleSigning)).toMatchObject({
      deviceId,
      state: "expired",
      replacedAt: minutesLater(120),
    });
    for (const wipe of wipesOf(world))
      expect(wipe).toMatchObject({ deviceId, state: "cancelled", attempts: 0 });
    await world.remindAll();
    expect(world.codes()).not.toContain("notErased");
  });

  test("when its CA revokes it after that", async () => {
    const { world } = await renewed();
    await caTells(world, { kind: "detailsChanged", occurredAt: minutesLater(60) });
    expect(certificateIn(world, sampleSigning)).toMatchObject({ state: "revoked" });
    expect(onlyWipe(world)).toMatchObject({ state: "cancelled", certificates: [{ thumbprint: signing }] });
  });

  test("unless the phone shows it again: then it is owed like any other", async () => {
    const { world, holderId, deviceId } = await renewed();
    world.setMinutes(130);
    expect(await world.register(holderId, {})).toMatchObject({ device: { deviceId } });
    expect(certificateIn(world, sampleSigning)).not.toHaveProperty("replacedAt");
    await world.revoke({ devices: [deviceId], cause: "handedOn", jti: "application-number-2" });
    expect(onlyWipe(world)).toMatchObject({ deviceId, state: "pending" });
  });
});

describe("the next owner's enrolment of one kind, vouched for", () => {
  const sold = async () => {
    const story = await enrolled({ isProven: true });
    const { world } = story;
    const session = await world.signIn(cardSigned({ cardId: "card-9", jti: "session-number-9" }));
    world.setMinutes(120);
    await world.register("holderId" in session ? session.holderId : "", {
      ...{ ...anew, isProven: true, deviceKey: newPhone.deviceKey },
    });
    return story;
  };

  test("leaves the former holder's enrolment in use while theirs is in force, to be held and revoked", async () => {
    const { world, deviceId } = await sold();
    expect(deviceIn(world, deviceId)).toMatchObject({ state: "active", matter: { about: "unseen" } });
    await world.held();
    expect(certificateIn(world, sampleAuthentication)).toMatchObject({ deviceId, state: "onHold" });
    await revoke(world);
    expect(onlyWipe(world)).toMatchObject({ deviceId, certificates: [{ thumbprint: authentication }] });
  });
});

test("a hold that escalates ends what it holds, and leaves in use the enrolment that has something else in force", async () => {
  const { world, holderId } = await enrolled();
  await world.setHoldChoice({ holderId, escalateAfterDays: 2 });
  await world.held();
  world.setMinutes(120);
  const registered = await world.register(holderId, anew);
  const deviceId = "device" in registered ? registered.device.deviceId : "";
  world.setMinutes(3 * day);
  await world.stepHolds();
  expect(certificateIn(world, sampleAuthentication)).toMatchObject({ deviceId, state: "revoked" });
  expect(deviceIn(world, deviceId)).toMatchObject({ state: "active", erasure: "open" });
  expect(await world.placeHold({ requestId: "request-number-2" })).toHaveProperty("hold");
});

test("the day of a hand-over moves along", async () => {
  const anchorAt = minutesLater(20 * day);
  const { world, deviceId } = await enrolledAnew(({ world: before, deviceId: first }) =>
    before.nameEvening(first, anchorAt),
  );
  expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "handOver", anchorAt } });
});

test("the reminder of what is erased in force moves along, however often the phone is enrolled anew", async () => {
  const { world, holderId, deviceId } = await enrolledAnew(async ({ world: before }) => {
    await makerReports(before, { phase: "completed", clears: "yes" });
  });
  expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "erasedNotRevoked" } });
  world.setMinutes(240);
  const third = await world.register(holderId, { certificates: [issued("3", "signing")] });
  expect(third).toMatchObject({ device: { generation: 3, matter: { about: "erasedNotRevoked" } } });
});

describe("a phone that answers for one certificate, and registers with it after that", () => {
  test("has to answer for it anew: nothing is clear, and no receipt is given, on the first word", async () => {
    const { world, holderId, deviceId } = await enrolled();
    await revoke(world);
    const { wipeId, nonce } = onlyWipe(world);
    const says = (outcome: "erased" | "notNow", thumbprint: string, seq: number) =>
      world.acknowledge({ commandId: `${wipeId}.1`, nonce, seq, results: [{ thumbprint, outcome }] });
    await says("erased", authentication, 1);
    world.setMinutes(70);
    await world.register(holderId, {});
    await says("erased", signing, 2);
    expect(onlyWipe(world)).toMatchObject({ state: "received", evidence: "none" });
    await says("erased", authentication, 3);
    expect(onlyWipe(world)).toMatchObject({ deviceId, state: "confirmed", evidence: "deviceSigned" });
  });
});
