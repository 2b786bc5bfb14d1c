import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import { firstCode } from "../doubles/contactWorld.ts";
import { reachedHolder as holder } from "../doubles/reachedHolder.ts";
import { minutesLater, start } from "../doubles/samples.ts";

describe("a phone that must not show it", () => {
  test("gets nothing, the others do", async () => {
    const { world, holderId, deviceId, targets } = await holder();
    expect(await world.deliver({ holderId, notTo: [deviceId] })).toEqual({ channel: "push" });
    expect(targets()).toEqual(["new"]);
  });

  test("gets no SMS either where it may be in other hands though nothing says so any more", async () => {
    const { world, holderId, deviceId } = await holder({ phoneNumber: "+819012345678", channels: ["sms"] });
    const released = { notTo: [deviceId, "second"], elsewhereSince: start };
    expect(await world.deliver({ holderId, ...released })).toEqual({ unsent: "noChannel" });
    expect([world.sms, world.pushed]).toEqual([[], []]);
  });

  test("leaves an SMS to a number that was confirmed since then", async () => {
    const { world, holderId, deviceId } = await holder({});
    const phoneNumber = "+819012345678";
    await world.setContact({ holderId, phoneNumber });
    await world.confirm({ holderId, channel: "sms", code: String(firstCode) });
    const released = (elsewhereSince: Date) =>
      world.deliver({ holderId, notTo: [deviceId, "second"], elsewhereSince });
    expect(await released(start)).toEqual({ unsent: "noChannel" });
    expect(await released(minutesLater(-1))).toEqual({ channel: "sms" });
  });

  test("keeps no SMS from a holder who surely has it", async () => {
    const { world, holderId, deviceId } = await holder({ phoneNumber: "+819012345678", channels: ["sms"] });
    const answer = await world.deliver({ holderId, notTo: [deviceId, "second"] });
    expect(answer).toEqual({ channel: "sms" });
  });

  test("is one on which somebody else's app came upon its certificates, whatever the message is about", async () => {
    const { world, holderId, deviceId, targets } = await holder();
    world.documents.edit(`devices/${deviceId}`, { found: { inForce: start } });
    await world.deliver({ holderId, notTo: [] });
    expect(targets()).toEqual(["new"]);
  });

  test("is any that may be in other hands, also where the message is about another phone; then no SMS either", async () => {
    const { world, holderId, deviceId } = await holder({ phoneNumber: "+819012345678", channels: ["push"] });
    for (const path of world.documents.paths("certificates"))
      if (world.documents.at(path)?.deviceId === deviceId)
        world.documents.edit(path, { state: "onHold", holds: [{ holdId: "hold-1", heldAt: world.clock() }] });
    const before = world.pushed.length;
    await world.deliver({ holderId, notTo: ["second"] });
    expect(world.pushed.length).toBe(before);
    expect(world.sms).toEqual([]);
  });
});

/** The first phone is out of use since, for this cause. */
async function retired(cause: "lost" | "stolen" | "handedOn", state = "retired") {
  const phoneNumber = "+819012345678";
  const { world, holderId, deviceId } = await holder({ phoneNumber, channels: ["sms"] });
  const revocation: Certificate["revocation"] = {
    ...{ cause, reason: "cessationOfOperation", channel: "card" },
    ...{ revocationId: "revocation-1", revokedAt: start },
  };
  world.documents.edit(`devices/${deviceId}`, { state });
  for (const path of world.documents.paths("certificates"))
    if (world.documents.at(path)?.deviceId === deviceId)
      world.documents.edit(path, { state: "revoked", revocation });
  const deliver = () => world.deliver({ holderId, notTo: ["second"] });
  return { world, holderId, phoneNumber, deliver };
}

describe("a number may ring on a phone that is out of use:", () => {
  test.each([
    ["lost", "retired"],
    ["stolen", "retired"],
    ["lost", "replaced"],
  ] as const)("no SMS goes out once one was %s and is %s", async (cause, state) => {
    const { world, deliver } = await retired(cause, state);
    expect(await deliver()).toEqual({ unsent: "noChannel" });
    expect(world.sms).toEqual([]);
  });

  test("one that its holder gave away keeps no SMS back", async () => {
    const { deliver } = await retired("handedOn");
    expect(await deliver()).toEqual({ channel: "sms" });
  });

  test("also where it was enrolled under an id from before the card was renewed", async () => {
    const { world, holderId } = await retired("stolen");
    world.documents.edit("cards/card-1", { holderId: "holder-new", earlierHolderIds: [holderId] });
    const answer = await world.deliver({ holderId: "holder-new", notTo: ["second"] });
    expect(answer).toEqual({ unsent: "noChannel" });
  });

  test("until the holder shows that it rings with them, by taking it back and confirming it again", async () => {
    const { world, holderId, phoneNumber, deliver } = await retired("lost");
    world.setMinutes(10);
    await world.setContact({ holderId, phoneNumber: null });
    await world.setContact({ holderId, phoneNumber });
    await world.confirm({ holderId, channel: "sms", code: String(firstCode) });
    expect(await deliver()).toEqual({ channel: "sms" });
    expect(world.sms.at(-1)).toMatchObject({ to: phoneNumber, messageId: "m".repeat(64) });
  });

  test("but not by having confirmed it before", async () => {
    const { world, holderId, phoneNumber, deliver } = await retired("lost");
    const code = { address: phoneNumber, salt: "salt", hash: "hash", wrongTries: 0, expiresAt: start };
    const sms = { ...code, confirmedAt: minutesLater(-1) };
    world.documents.edit(`contacts/${holderId}`, { codes: { sms } });
    expect(await deliver()).toEqual({ unsent: "noChannel" });
  });
});
