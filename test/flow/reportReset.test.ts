import { describe, expect, test } from "vitest";
import { endWipe } from "../../functions/src/domain/endWipe.ts";
import { happenedToWipe } from "../../functions/src/domain/notice.ts";
import { caTells } from "../doubles/partners.ts";
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
import { revokeOnPhone } from "../doubles/revokeOnPhone.ts";
import { minutesLater, sampleAuthentication, sampleSigning } from "../doubles/samples.ts";

const day = 24 * 60;

describe("a reset of a phone whose wipe is open", () => {
  test("hands it over to the SEI-TSM at once, on evidence that doesn't confirm", async () => {
    const { world } = await enrolled();
    const [wipeId = ""] = await revoke(world);
    await world.attempt(wipeId);
    expect(await makerReports(world)).toEqual({ taken: true });
    expect(onlyWipe(world)).toMatchObject({
      state: "pending",
      nextStep: "askTsm",
      evidence: "resetReported",
    });
    await world.attempt(wipeId);
    expect(world.asked).toEqual([wipeId]);
    await world.tsmReports(wipeId, erased);
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "tsmConfirmed" });
    expect(told(world, "resetReported")).toBe(1);
  });

  test("confirms it once it is completed, where the registry says that it clears the secure element", async () => {
    const { world, deviceId } = await enrolled({ hasTsm: false });
    await revoke(world);
    await makerReports(world, { clears: "yes" });
    expect(onlyWipe(world)).toMatchObject({ state: "pending", evidence: "resetReported" });
    await makerReports(world, { phase: "completed", clears: "yes" });
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "resetReported" });
    expect(deviceIn(world, deviceId)).toMatchObject({ erasure: "confirmed" });
    expect(deviceIn(world, deviceId)).not.toHaveProperty("matter");
  });

  test("is evidence alone where there is no SEI-TSM: the phone is sent to as before", async () => {
    const { world } = await enrolled({ hasTsm: false });
    const [wipeId = ""] = await revoke(world);
    await makerReports(world, { phase: "completed", clears: "unknown" });
    await world.attempt(wipeId);
    expect(world.sent).toHaveLength(1);
    expect(onlyWipe(world)).toMatchObject({ state: "sent", evidence: "resetReported" });
  });
});

describe("of a phone that nobody has revoked", () => {
  test("the SEI-TSM is asked, and its report leaves the holder to revoke by card", async () => {
    const { world, deviceId } = await enrolled();
    await makerReports(world);
    const { wipeId } = onlyWipe(world);
    await world.attempt(wipeId);
    expect(world.asked).toEqual([wipeId]);
    world.setMinutes(90);
    await world.tsmReports(wipeId, erased);
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "tsmConfirmed" });
    expect(deviceIn(world, deviceId)).toMatchObject({
      ...{ state: "active", erasure: "confirmed" },
      matter: { about: "erasedNotRevoked", anchorAt: minutesLater(90), remindAt: minutesLater(90 + day) },
    });
  });

  test("its holder is told that it is erased but not revoked, and reminded until it is", async () => {
    const { world, holderId, deviceId } = await enrolled();
    await makerReports(world);
    const opened = onlyWipe(world);
    expect(happenedToWipe(undefined, opened)).toEqual([]);
    await world.tsmReports(opened.wipeId, erased);
    for (const happening of happenedToWipe(opened, onlyWipe(world))) await world.give(happening);
    world.setMinutes(60 + day);
    await world.remindAll();
    expect(world.codes()).toEqual(["erasedNotRevoked", "notRevokedErased"]);
    expect(world.messages.map(({ notTo }) => notTo)).toEqual([[deviceId], [deviceId]]);
    const confirmed = onlyWipe(world);
    await world.revoke({ cause: "handedOn" });
    for (const happening of happenedToWipe(confirmed, onlyWipe(world))) await world.give(happening);
    world.setMinutes(60 + 40 * day);
    await world.remindAll();
    expect(world.codes()).toEqual(["erasedNotRevoked", "notRevokedErased", "revoked"]);
    expect(world.messages.every((message) => message.holderId === holderId)).toBe(true);
  });

  test("nobody is reminded of an erasure that isn't done: the wipe has its next step", async () => {
    const { world } = await enrolled();
    await makerReports(world);
    const { wipeId } = onlyWipe(world);
    await world.attempt(wipeId);
    world.setMinutes(60 + 8 * day);
    await world.remindAll();
    expect(world.codes()).toEqual([]);
    expect(onlyWipe(world)).toMatchObject({ nextStep: "askTsm" });
  });

  test("a certificate on hold is in force, and stays on hold", async () => {
    const { world, deviceId } = await enrolled();
    await world.held();
    await makerReports(world);
    const { wipeId } = onlyWipe(world);
    await world.tsmReports(wipeId, erased);
    expect(world.documents.at(`certificates/${sampleSigning.certificateId}`)).toMatchObject({
      state: "onHold",
    });
    expect(deviceIn(world, deviceId).matter?.about).toBe("erasedNotRevoked");
  });

  test("nothing is opened without a SEI-TSM, and the report is on record", async () => {
    const { world, deviceId } = await enrolled({ hasTsm: false });
    await makerReports(world, { phase: "completed" });
    expect(wipesOf(world)).toEqual([]);
    expect(deviceIn(world, deviceId)).not.toHaveProperty("wipeId");
    expect(told(world, "resetReported")).toBe(1);
  });

  test("where the reset clears the secure element, its holder is left to revoke without any SEI-TSM", async () => {
    const { world, deviceId } = await enrolled({ hasTsm: false });
    await makerReports(world, { phase: "completed", clears: "yes" });
    expect(onlyWipe(world)).toMatchObject({ state: "confirmed", evidence: "resetReported" });
    expect(deviceIn(world, deviceId).matter?.about).toBe("erasedNotRevoked");
  });
});

describe("a repeat", () => {
  test("is answered as the first time and changes nothing, whatever came in between", async () => {
    const { world } = await enrolled();
    const report = { jti: "report-number-1", reachedAt: minutesLater(60) };
    await makerReports(world, report);
    const { wipeId } = onlyWipe(world);
    await world.attempt(wipeId);
    await world.tsmReports(wipeId, erased);
    await revoke(world);
    const before = world.documents.all();
    world.setMinutes(300);
    expect(await makerReports(world, report)).toEqual({ taken: true });
    expect(world.documents.all()).toEqual(before);
  });

  test("with another content under the same number is refused, and changes nothing", async () => {
    const { world } = await enrolled();
    const report = { jti: "report-number-1", reachedAt: minutesLater(60) };
    await makerReports(world, report);
    const before = world.documents.all();
    for (const other of [{ phase: "completed" }, { secureElement: "f".repeat(64) }] as const)
      expect(await makerReports(world, { ...report, ...other, clears: "yes" })).toMatchObject({
        refused: "proof_reused",
      });
    expect(world.documents.all()).toEqual(before);
  });

  test("under a number of its own opens nothing more", async () => {
    const { world } = await enrolled();
    await makerReports(world);
    await makerReports(world);
    await makerReports(world, { phase: "completed" });
    expect(onlyWipe(world)).toMatchObject({ commandVersion: 1, state: "pending" });
    expect(told(world, "resetReported")).toBe(3);
  });
});

describe("a phone that was wiped in two parts, the first of which was given up without proof", () => {
  async function inTwoParts() {
    const story = await enrolled({ hasTsm: false });
    const { world } = story;
    await caTells(world, { kind: "detailsChanged" });
    await world.store.transact(async ({ wipes }) => {
      const wipe = await wipes.read(onlyWipe(world).wipeId);
      if (wipe) wipes.keep(endWipe(wipe, "close", world.clock()));
    });
    const { certificateId, thumbprint } = sampleAuthentication;
    await revokeOnPhone(world, { certificates: [thumbprint], signedBy: { certificateId, thumbprint } });
    expect(wipesOf(world).map(({ state }) => state)).toEqual(["closedUnverified", "received"]);
    return story;
  }

  test("has both confirmed by a reset that clears the secure element", async () => {
    const { world } = await inTwoParts();
    await makerReports(world, { phase: "completed", clears: "yes" });
    expect(wipesOf(world)).toMatchObject([
      { state: "confirmed", evidence: "resetReported" },
      { state: "confirmed", evidence: "resetReported" },
    ]);
    expect(told(world, "resetReported")).toBe(1);
  });

  test("has the first one confirmed also where the last one was before", async () => {
    const { world, deviceId } = await inTwoParts();
    const last = wipesOf(world).at(-1);
    const gone = [signing, authentication].map((thumbprint) => ({ thumbprint, outcome: "erased" as const }));
    await world.acknowledge({ commandId: `${last?.wipeId}.1`, nonce: last?.nonce ?? "", results: gone });
    expect(deviceIn(world, deviceId)).toMatchObject({ state: "retired", erasure: "confirmed" });
    await makerReports(world, { phase: "completed", clears: "yes" });
    expect(wipesOf(world)).toMatchObject([
      { state: "confirmed", evidence: "resetReported" },
      { state: "confirmed", evidence: "deviceSigned" },
    ]);
  });

  test("has both on record where it doesn't", async () => {
    const { world } = await inTwoParts();
    await makerReports(world, { phase: "completed", clears: "no" });
    expect(wipesOf(world)).toMatchObject([
      { state: "closedUnverified", evidence: "resetReported" },
      { state: "received", evidence: "resetReported" },
    ]);
  });
});
