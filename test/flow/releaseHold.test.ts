import { describe, expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { HoldWorld } from "../doubles/holdWorld.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import { sampleRegistration } from "../doubles/world.ts";

const signing = "a".repeat(64);
const authentication = "b".repeat(64);

async function held() {
  const world = new HoldWorld();
  const [holderId, deviceId] = await world.enrolled();
  const holdId = await world.held();
  world.setMinutes(10);
  return { world, holderId, deviceId, holdId };
}

function expectReleased(world: HoldWorld, holdId: string, deviceId: string): void {
  const holds = [{ holdId, heldAt: start, endedAt: minutesLater(10) }];
  expect(world.documents.at(`certificates/${authentication}`)).toMatchObject({ state: "valid", holds });
  expect(world.documents.at(`certificates/${signing}`)).toMatchObject({
    state: "revoked",
    holds,
    revocation: {
      cause: "foundAgain",
      reason: "superseded",
      channel: "hold",
      revocationId: holdId,
      revokedAt: minutesLater(10),
    },
  });
  const device = world.documents.at(`devices/${deviceId}`);
  expect(device).toMatchObject({ state: "active", erasure: "open" });
  expect(world.documents.at(`wipes/${device?.wipeId}`)).toMatchObject({
    state: "pending",
    nextStep: "attempt",
    certificates: [{ certificateId: signing, kind: "signing" }],
  });
}

test("an agent who releases too often is refused before anything is looked up, and nothing is revoked", async () => {
  const world = new HoldWorld();
  await world.enrolled();
  const holdId = await world.held();
  const asked: unknown[] = [];
  world.limit = async (charge) => {
    asked.push(charge);
    return refuse("rate_limited");
  };
  expect(await world.releaseHold({ holdId, agentId: "agent-2" })).toEqual({ refused: "rate_limited" });
  expect(asked).toEqual([{ scope: "releasesPerAgent", subject: "agent-2" }]);
  expect(world.documents.at(`certificates/${signing}`)).toMatchObject({ state: "onHold" });
});

test("a release gives the authentication certificate back, and revokes and wipes the signing one alone", async () => {
  const { world, deviceId, holdId } = await held();
  const shown = await world.releaseHold({ holdId, agentId: "agent-2" });
  expect(shown).toMatchObject({ hold: { state: "released" } });
  expectReleased(world, holdId, deviceId);
  expect(world.documents.at(`holds/${holdId}`)).toMatchObject({
    releasedAt: minutesLater(10),
    releasedBy: "documentCheck",
    releasingAgentId: "agent-2",
  });
  expect(world.documents.at(`holds/${holdId}`)).not.toHaveProperty("nextStepAt");
});

test("where both kinds come back, nothing is revoked and no wipe opened", async () => {
  const { world, holdId } = await held();
  world.returning = ["signing", "authentication"];
  await world.releaseHold({ holdId });
  expect(world.documents.at(`certificates/${signing}`)).toMatchObject({ state: "valid" });
  expect(world.documents.paths("wipes")).toEqual([]);
});

test("a release that comes twice answers the same and changes nothing", async () => {
  const { world, holdId } = await held();
  const first = await world.releaseHold({ holdId });
  const before = world.documents.all();
  world.setMinutes(20);
  expect(await world.releaseHold({ holdId, agentId: "agent-2" })).toEqual(first);
  expect(world.documents.all()).toEqual(before);
});

test("a late repeat of a release doesn't touch what a later hold holds", async () => {
  const { world, holdId } = await held();
  await world.releaseHold({ holdId });
  const later = await world.held({ requestId: "request-number-2" });
  await world.releaseHold({ holdId });
  expect(world.documents.at(`certificates/${authentication}`)).toMatchObject({
    state: "onHold",
    holds: [{ holdId }, { holdId: later }],
  });
});

test("a hold that joined an earlier one releases what that one holds, once", async () => {
  const { world, holdId } = await held();
  const joined = await world.held({ requestId: "request-number-2" });
  expect(await world.releaseHold({ holdId: joined })).toMatchObject({ hold: { state: "released" } });
  expect(await world.releaseHold({ holdId })).toMatchObject({ refused: "not_on_hold" });
});

test("a hold that joined an earlier one has no say over a later one", async () => {
  const { world, holdId } = await held();
  const joined = await world.held({ requestId: "request-number-2" });
  await world.releaseHold({ holdId });
  await world.held({ requestId: "request-number-3" });
  expect(await world.releaseHold({ holdId: joined })).toMatchObject({ refused: "not_on_hold" });
  expect(world.documents.at(`certificates/${authentication}`)).toMatchObject({ state: "onHold" });
});

describe("a release is refused, and nothing changed,", () => {
  test.each(["personalDetails", "blockingWord", "callBack"] as const)(
    "for a caller identified by %s only",
    async (identifiedBy) => {
      const { world, holderId, holdId } = await held();
      await world.setHoldChoice({ holderId, blockingWord: "さくら" });
      const before = world.documents.all();
      const refused = await world.releaseHold({ holdId, identifiedBy, blockingWord: "さくら" });
      expect(refused).toMatchObject({ refused: "identification_insufficient" });
      expect(world.documents.all()).toEqual(before);
    },
  );

  test("for a call back without a word that was set, or without any that was said", async () => {
    const { world, holderId, holdId } = await held();
    const asked = { holdId, identifiedBy: "callBackAndWord" } as const;
    const insufficient = { refused: "identification_insufficient" };
    expect(await world.releaseHold({ ...asked, blockingWord: "さくら" })).toMatchObject(insufficient);
    await world.setHoldChoice({ holderId, blockingWord: "さくら" });
    expect(await world.releaseHold(asked)).toMatchObject(insufficient);
    expect(world.documents.at(`holds/${holdId}`)).toMatchObject({ state: "open" });
  });

  test("for a hold that isn't there", async () => {
    const { world } = await held();
    expect(await world.releaseHold({ holdId: "0".repeat(64) })).toMatchObject({ refused: "hold_unknown" });
  });

  test("once the holder has revoked: revoked is for good", async () => {
    const { world, holdId } = await held();
    await world.revoke();
    const before = world.documents.all();
    expect(await world.releaseHold({ holdId })).toMatchObject({ refused: "not_on_hold" });
    expect(await world.releaseByCard()).toMatchObject({ refused: "hold_unknown" });
    expect(world.documents.all()).toEqual(before);
  });
});

test("a call back and the right word suffice; a wrong word is counted once and locks as for a hold", async () => {
  const { world, holderId, holdId } = await held();
  await world.setHoldChoice({ holderId, blockingWord: "さくら" });
  const asked = { holdId, identifiedBy: "callBackAndWord" } as const;
  await world.releaseHold({ ...asked, blockingWord: "うめ" });
  await world.releaseHold({ ...asked, blockingWord: "うめ" });
  expect(world.documents.at(`holdChoices/${holderId}`)).toMatchObject({ wrongTries: 1 });
  const released = await world.releaseHold({ ...asked, blockingWord: "サクラ" });
  expect(released).toMatchObject({ hold: { state: "released", releasedBy: "callBackAndWord" } });
});

describe("by card, at home,", () => {
  test("the holder releases whatever is on hold", async () => {
    const { world, deviceId, holdId } = await held();
    const shown = await world.releaseByCard();
    expect(shown).toMatchObject([{ hold: { holdId, state: "released", releasedBy: "cardSignature" } }]);
    expectReleased(world, holdId, deviceId);
    const facts = world.documents.paths("audit").map((path) => world.documents.at(path));
    expect(facts.at(-1)).toMatchObject({ act: "holdReleased", actor: "holder", method: "cardSignature" });
  });

  test("the same application again answers the same, and doesn't release a later hold", async () => {
    const { world } = await held();
    await world.releaseByCard();
    await world.held({ requestId: "request-number-2" });
    const before = world.documents.all();
    expect(await world.releaseByCard()).toMatchObject([{ hold: { state: "released" } }]);
    expect(world.documents.all()).toEqual(before);
    expect(await world.releaseByCard({ jti: "release-number-2" })).toMatchObject([
      { hold: { state: "released" } },
    ]);
  });

  test("two holds that share a phone are released together", async () => {
    const { world, holderId, holdId } = await held();
    const [one] = sampleRegistration.certificates;
    if (!one) throw new Error("the sample has certificates");
    await world.register(holderId, {
      secureElement: "f".repeat(64),
      certificates: [{ ...one, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) }],
    });
    const second = await world.held({ requestId: "request-number-2" });
    const shown = await world.releaseByCard();
    expect(shown).toMatchObject({ length: 2 });
    for (const id of [holdId, second])
      expect(world.documents.at(`holds/${id}`)).toMatchObject({ state: "released" });
    expect(world.documents.paths("wipes")).toHaveLength(2);
  });

  test("a card that the CA has ended releases nothing", async () => {
    const { world } = await held();
    world.documents.edit("cards/card-1", { state: "revoked" });
    const before = world.documents.all();
    expect(await world.releaseByCard()).toMatchObject({ refused: "card_revoked" });
    expect(world.documents.all()).toEqual(before);
  });

  test("a card that nobody knows, and a holder with nothing on hold, are refused alike", async () => {
    const world = new HoldWorld();
    await world.enrolled();
    const nothing = await world.releaseByCard();
    expect(nothing).toMatchObject({ refused: "hold_unknown" });
    expect(await world.releaseByCard({ cardId: "card-9" })).toEqual(nothing);
  });
});

test("after a release the phone enrols a new signing certificate beside the old authentication one", async () => {
  const { world, holderId, holdId } = await held();
  await world.releaseHold({ holdId });
  const [one, kept] = sampleRegistration.certificates;
  if (!one || !kept) throw new Error("the sample has two certificates");
  const fresh = { ...one, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) };
  const registered = await world.register(holderId, { certificates: [fresh, kept] });
  expect(registered).toMatchObject({ device: { generation: 2, state: "active" } });
  expect(world.documents.at(`certificates/${authentication}`)).toMatchObject({
    state: "valid",
    holds: [{ holdId }],
  });
  const [wipe] = world.documents.paths("wipes");
  expect(world.documents.at(wipe ?? "")).toMatchObject({ state: "cancelled" });
});
