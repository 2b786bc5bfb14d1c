import { describe, expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { HoldWorld } from "../doubles/holdWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { minutesLater, sampleDevice, start } from "../doubles/samples.ts";
import { cardSigned, sampleRegistration } from "../doubles/world.ts";

const signing = "a".repeat(64);
const authentication = "b".repeat(64);
const unknown = { refused: "holder_unknown" };

async function enrolled() {
  const world = new HoldWorld();
  const [holderId, deviceId] = await world.enrolled();
  return { world, holderId, deviceId };
}

/** The holder's second phone, with a signing certificate only. */
async function withSecondPhone() {
  const story = await enrolled();
  const [one] = sampleRegistration.certificates;
  if (!one) throw new Error("the sample has certificates");
  const registered = await story.world.register(story.holderId, {
    secureElement: "f".repeat(64),
    deviceKey: { ...sampleDevice.deviceKey, x: "N".repeat(43) },
    certificates: [{ ...one, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) }],
  });
  return { ...story, secondDeviceId: "device" in registered ? registered.device.deviceId : "" };
}

function acts(world: HoldWorld) {
  return world.documents.paths("audit").map((path) => {
    const { act, actor, method, subjects, chain } = world.documents.at(path) ?? {};
    return { act, actor, method, subjects, chain };
  });
}

test("a hold stops every certificate of the caller's phones at once, and keeps who held them and how", async () => {
  const { world, holderId, deviceId } = await enrolled();
  const holdId = await world.held();
  for (const id of [signing, authentication])
    expect(world.documents.at(`certificates/${id}`)).toMatchObject({
      state: "onHold",
      holds: [{ holdId, heldAt: start }],
    });
  expect(world.documents.at(`holds/${holdId}`)).toMatchObject({
    holderId,
    state: "open",
    agentId: "agent-1",
    identifiedBy: "callBack",
    placedAt: start,
    nextStep: "remind",
    nextStepAt: minutesLater(24 * 60),
    certificates: [
      { certificateId: signing, deviceId, heldBy: holdId },
      { certificateId: authentication, deviceId, heldBy: holdId },
    ],
  });
  expect(acts(world).at(-1)).toEqual({
    act: "certificatesHeld",
    actor: "agent",
    method: "staffSession",
    subjects: [`devices/${deviceId}`, `holds/${holdId}`, "staff/agent-1"],
    chain: `devices/${deviceId}`,
  });
});

test("a hold never opens a wipe, and leaves the device as it is", async () => {
  const { world, deviceId } = await enrolled();
  await world.held();
  expect(world.documents.paths("wipes")).toEqual([]);
  expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ state: "active" });
});

test("all the holder's phones are held, or the one that has the certificate named", async () => {
  const both = await withSecondPhone();
  expect(await both.world.placeHold()).toMatchObject({ devices: { length: 2 } });
  const { world, secondDeviceId } = await withSecondPhone();
  const shown = await world.placeHold({ onlyPhoneOf: "9".repeat(64) });
  expect(shown).toMatchObject({ devices: [{ device: { deviceId: secondDeviceId } }] });
  expect(world.documents.at(`certificates/${signing}`)).toMatchObject({ state: "valid" });
});

test("the phone's own certificate finds the holder as the card's does", async () => {
  const { world } = await enrolled();
  const shown = await world.placeHold({ certificateIds: ["card-1", authentication] });
  expect(shown).toMatchObject({ hold: { state: "open" } });
});

test("a renewed card finds the phones of before the renewal too, and the word that was chosen then", async () => {
  const { world, holderId } = await enrolled();
  await world.setHoldChoice({ holderId, blockingWord: "さくら" });
  await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  world.documents.edit("cards/card-2", { earlierHolderIds: [holderId] });
  const request = { certificateIds: ["card-2", signing] };
  expect(await world.placeHold(request)).toMatchObject(unknown);
  await world.placeHold({ ...request, blockingWord: "うめ" });
  const subjects = [`holdChoices/${holderId}`, "staff/agent-1"];
  expect(acts(world).at(-1)).toMatchObject({ act: "holdRefused", subjects });
  const shown = await world.placeHold({ ...request, blockingWord: "さくら" });
  expect(shown).toMatchObject({ hold: { certificates: { length: 2 } } });
});

test("the old phone's certificate alone finds the phones and the word of after the renewal too", async () => {
  const { world, holderId } = await enrolled();
  const session = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  const present = "holderId" in session ? session.holderId : "";
  await caTells(world, { kind: "cardRenewed", newCardId: "card-2" });
  await world.register(present, {
    secureElement: "f".repeat(64),
    deviceKey: { ...sampleDevice.deviceKey, x: "N".repeat(43) },
    certificates: sampleRegistration.certificates
      .slice(0, 1)
      .map((one) => ({ ...one, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) })),
  });
  await world.setHoldChoice({ holderId: present, blockingWord: "さくら" });
  const request = { certificateIds: [authentication] };
  expect(await world.placeHold(request)).toMatchObject(unknown);
  const shown = await world.placeHold({ ...request, blockingWord: "さくら" });
  expect(shown).toMatchObject({ hold: { holderId: present, certificates: { length: 3 } } });
  expect(world.documents.at(`certificates/${signing}`)).toMatchObject({ holderId, state: "onHold" });
});

test("a card that the CA has ended still leads to its holder: the phone is lost all the same", async () => {
  const { world } = await enrolled();
  world.documents.edit("cards/card-1", { state: "expired" });
  expect(await world.placeHold()).toMatchObject({ hold: { state: "open" } });
});

test("the same request again answers the same and changes nothing", async () => {
  const { world } = await enrolled();
  const first = await world.placeHold();
  const before = world.documents.all();
  world.setMinutes(5);
  expect(await world.placeHold()).toEqual(first);
  expect(world.documents.all()).toEqual(before);
});

test("a request that comes again after its hold was released doesn't hold anew", async () => {
  const { world } = await enrolled();
  const holdId = await world.held();
  await world.releaseHold({ holdId });
  expect(await world.placeHold()).toMatchObject({ hold: { state: "released" } });
  expect(world.documents.at(`certificates/${authentication}`)).toMatchObject({ state: "valid" });
});

test("the same request id for another request is refused; another agent's is another one", async () => {
  const { world } = await enrolled();
  const holdId = await world.held();
  expect(await world.placeHold({ identifiedBy: "documentCheck" })).toMatchObject({
    refused: "request_reused",
  });
  const other = await world.held({ agentId: "agent-2", identifiedBy: "documentCheck" });
  expect(other).not.toBe(holdId);
});

test("a second call joins the first hold, whose clock alone runs", async () => {
  const { world } = await enrolled();
  const first = await world.held();
  const second = await world.held({ requestId: "request-number-2" });
  expect(world.documents.at(`holds/${second}`)).toMatchObject({
    state: "joined",
    certificates: [{ heldBy: first }, { heldBy: first }],
  });
  expect(world.documents.at(`holds/${second}`)).not.toHaveProperty("nextStepAt");
});

describe("one and the same refusal, and nothing changed,", () => {
  test("for a certificate that nobody has, and for several that lead to different holders", async () => {
    const { world } = await enrolled();
    await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
    const before = world.documents.all();
    expect(await world.placeHold({ certificateIds: ["card-3"] })).toMatchObject(unknown);
    expect(await world.placeHold({ certificateIds: ["card-1", "card-2"] })).toMatchObject(unknown);
    expect(await world.placeHold({ certificateIds: ["card-1", "card-3"] })).toMatchObject(unknown);
    expect(await world.placeHold({ onlyPhoneOf: "7".repeat(64) })).toMatchObject(unknown);
    expect(await world.placeHold({ identifiedBy: "blockingWord" })).toMatchObject(unknown);
    expect(world.documents.all()).toEqual(before);
  });

  test("when a word is set and none was said, also by whoever was identified otherwise", async () => {
    const { world, holderId } = await enrolled();
    await world.setHoldChoice({ holderId, blockingWord: "さくら" });
    const before = world.documents.all();
    const { refused, detail } = Object(await world.placeHold());
    expect({ refused, detail }).toEqual(await world.placeHold({ certificateIds: ["card-3"] }));
    expect(await world.placeHold({ identifiedBy: "documentCheck" })).toMatchObject(unknown);
    expect(world.documents.all()).toEqual(before);
  });
});

test("an agent who asks too often is refused before anything is looked up", async () => {
  const { world } = await enrolled();
  const asked: unknown[] = [];
  world.limit = async (charge) => {
    asked.push(charge);
    return refuse("rate_limited");
  };
  expect(await world.placeHold()).toEqual({ refused: "rate_limited" });
  expect(asked).toEqual([{ scope: "holdsPerAgent", subject: "agent-1" }]);
  expect(world.documents.paths("holds")).toEqual([]);
});

test("there is nothing to hold where everything was revoked: the agent is told so", async () => {
  const { world } = await enrolled();
  await world.revoke();
  const before = world.documents.all();
  expect(await world.placeHold()).toMatchObject({ refused: "device_unknown" });
  expect(world.documents.all()).toEqual(before);
});

test("what has expired is left out of a hold", async () => {
  const { world } = await enrolled();
  world.documents.edit(`certificates/${signing}`, { state: "expired" });
  expect(await world.placeHold()).toMatchObject({
    hold: { certificates: [{ certificateId: authentication }] },
  });
});
