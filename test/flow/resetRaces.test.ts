import { describe, expect, test } from "vitest";
import { happenedToWipe } from "../../functions/src/domain/notice.ts";
import { caTells } from "../doubles/partners.ts";
import { newPhone, ReminderWorld } from "../doubles/reminderWorld.ts";
import {
  authentication,
  deviceIn,
  enrolled,
  erased,
  onlyWipe,
  revoke,
  signing,
  told,
  wipesOf,
} from "../doubles/resetStory.ts";
import { makerReports } from "../doubles/resets.ts";
import { minutesLater } from "../doubles/samples.ts";

describe("reset and acknowledgement:", () => {
  const says = (outcome: "erased" | "failed") =>
    ({ results: [signing, authentication].map((thumbprint) => ({ thumbprint, outcome })) }) as const;

  test("the phone answers the command that it had got before", async () => {
    const { world } = await enrolled();
    const [wipeId = ""] = await revoke(world);
    const { nonce } = onlyWipe(world);
    await makerReports(world);
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce, ...says("erased") });
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "deviceSigned" });
    await world.tsmReports(wipeId, erased);
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "tsmConfirmed" });
  });

  test("the other way round, the reset lowers nothing and asks nobody", async () => {
    const { world } = await enrolled();
    const [wipeId = ""] = await revoke(world);
    const { nonce } = onlyWipe(world);
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce, ...says("erased") });
    const before = onlyWipe(world);
    await makerReports(world, { phase: "completed", clears: "yes" });
    expect(onlyWipe(world)).toEqual(before);
  });

  test.each(["reset first", "answer first"])(
    "a phone that could not erase is the SEI-TSM's: %s",
    async (order) => {
      const { world } = await enrolled();
      const [wipeId = ""] = await revoke(world);
      const { nonce } = onlyWipe(world);
      const answer = () => world.acknowledge({ commandId: `${wipeId}.1`, nonce, ...says("failed") });
      if (order === "reset first") {
        await makerReports(world);
        await answer();
      } else {
        await answer();
        await makerReports(world);
      }
      expect(onlyWipe(world)).toMatchObject({ nextStep: "askTsm", evidence: "resetReported" });
      await world.tsmReports(wipeId, erased);
      expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "tsmConfirmed" });
    },
  );

  test.each(["reset first", "report first"])("the SEI-TSM's report needs no request: %s", async (order) => {
    const { world } = await enrolled();
    const [wipeId = ""] = await revoke(world);
    if (order === "reset first") await makerReports(world);
    await world.tsmReports(wipeId, erased);
    if (order === "report first") await makerReports(world);
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "tsmConfirmed" });
  });
});

describe("a later revocation", () => {
  test("joins the reset's wipe while it is open, and is told like every other", async () => {
    const { world, deviceId } = await enrolled();
    await makerReports(world);
    const opened = onlyWipe(world);
    await world.attempt(opened.wipeId);
    world.setMinutes(70);
    expect(await revoke(world)).toEqual([opened.wipeId]);
    const joined = onlyWipe(world);
    expect(joined).toMatchObject({ commandVersion: 2, nextStep: "askTsm", nextStepAt: minutesLater(70) });
    expect(happenedToWipe(opened, joined)).toMatchObject([{ about: "revoked" }]);
    await world.tsmReports(opened.wipeId, erased);
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "tsmConfirmed" });
    expect(deviceIn(world, deviceId)).not.toHaveProperty("matter");
  });

  test("has the wipe that is confirmed already, opens no other, and is told", async () => {
    const { world, deviceId } = await enrolled();
    await makerReports(world);
    const { wipeId } = onlyWipe(world);
    await world.tsmReports(wipeId, erased);
    const confirmed = onlyWipe(world);
    world.setMinutes(70);
    expect(await revoke(world)).toEqual([wipeId]);
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "tsmConfirmed" });
    expect(happenedToWipe(confirmed, onlyWipe(world))).toMatchObject([{ about: "revoked" }]);
    expect(deviceIn(world, deviceId)).toMatchObject({ state: "retired", erasure: "confirmed" });
    expect(deviceIn(world, deviceId)).not.toHaveProperty("matter");
  });

  test("of one certificate leaves the holder to revoke the other", async () => {
    const { world, deviceId } = await enrolled();
    await makerReports(world);
    const { wipeId } = onlyWipe(world);
    await world.tsmReports(wipeId, erased);
    await caTells(world, { kind: "detailsChanged" });
    expect(onlyWipe(world).wipeId).toBe(wipeId);
    expect(deviceIn(world, deviceId).matter?.about).toBe("erasedNotRevoked");
  });

  test("of a phone that came back with the same certificates opens another: they are there", async () => {
    const { world, holderId, deviceId } = await enrolled({ hasTsm: false });
    await makerReports(world, { phase: "completed", clears: "yes" });
    const { wipeId } = onlyWipe(world);
    world.setMinutes(120);
    await world.register(holderId, { signedAt: minutesLater(120) });
    expect(deviceIn(world, deviceId).matter?.about).toBe("unseen");
    const [another] = await revoke(world);
    expect(another).not.toBe(wipeId);
    expect(await world.fetch(deviceId)).toEqual([another]);
  });
});

describe("which enrolment a report is about:", () => {
  test("one that comes before the secure element is registered is taken, and so is its repeat, without effect", async () => {
    const world = new ReminderWorld();
    world.tsm = async () => ({ outcome: "accepted" });
    const early = { jti: "report-number-1", reachedAt: minutesLater(0) };
    expect(await makerReports(world, early)).toEqual({ taken: true });
    const [, deviceId] = await world.enrolled();
    expect(await makerReports(world, early)).toEqual({ taken: true });
    expect([wipesOf(world), told(world, "resetReported")]).toEqual([[], 0]);
    expect(deviceIn(world, deviceId).state).toBe("active");
  });

  test("one that comes late, of a reset before the phone was enrolled, is about nothing", async () => {
    const { world } = await enrolled();
    await makerReports(world, { phase: "completed", clears: "yes", reachedAt: minutesLater(-10) });
    expect([wipesOf(world), told(world, "resetReported")]).toEqual([[], 0]);
  });

  test("a new enrolment of the same secure element ends the open wipe of a reset", async () => {
    const { world, holderId, deviceId } = await enrolled({ isProven: true });
    await makerReports(world);
    world.setMinutes(120);
    const { certificates } = newPhone;
    await world.register(holderId, { certificates, isProven: true, signedAt: minutesLater(120) });
    expect(onlyWipe(world)).toMatchObject({ state: "cancelled" });
    expect(deviceIn(world, deviceId)).toMatchObject({ state: "retired" });
    await world.tsmReports(onlyWipe(world).wipeId, erased);
    expect(onlyWipe(world)).toMatchObject({ state: "cancelled" });
  });

  test("what an older enrolment left on the chip is the SEI-TSM's too", async () => {
    const { world, holderId, deviceId } = await enrolled({ isProven: true });
    await revoke(world);
    const [, newer] = newPhone.certificates;
    world.setMinutes(120);
    await world.register(holderId, {
      certificates: newer ? [newer] : [],
      isProven: true,
      signedAt: minutesLater(120),
    });
    world.setMinutes(180);
    await makerReports(world);
    const byDevice = wipesOf(world).map((wipe) => [
      wipe.deviceId === deviceId,
      wipe.nextStep,
      wipe.certificates.map(({ thumbprint }) => thumbprint),
    ]);
    expect(byDevice).toEqual([
      [true, undefined, [signing, authentication]],
      [false, "askTsm", [signing, newer?.thumbprint]],
    ]);
  });

  test("another secure element's is answered the same, and touches nothing", async () => {
    const { world } = await enrolled();
    const before = world.documents.all();
    expect(await makerReports(world, { secureElement: "f".repeat(64), jti: "report-number-1" })).toEqual({
      taken: true,
    });
    const [[path = ""] = []] = Object.entries(world.documents.all()).filter(([one]) => !(one in before));
    expect(path).toMatch(/^usedProofs\//);
    expect(Object.keys(world.documents.all())).toHaveLength(Object.keys(before).length + 1);
  });
});
