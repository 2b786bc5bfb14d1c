import { expect, test } from "vitest";
import { HoldWorld } from "../doubles/holdWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { start } from "../doubles/samples.ts";
import { cardSigned } from "../doubles/world.ts";

async function enrolled() {
  const world = new HoldWorld();
  const [holderId] = await world.enrolled();
  return { world, holderId };
}

test("a holder sets a blocking word, of which only a slow hash under a salt of its own is kept", async () => {
  const { world, holderId } = await enrolled();
  await world.setHoldChoice({ holderId, blockingWord: "さくら", escalateAfterDays: 14 });
  const first = world.documents.at(`holdChoices/${holderId}`);
  await world.setHoldChoice({ holderId, blockingWord: "さくら" });
  const second = world.documents.at(`holdChoices/${holderId}`);
  expect(first).toMatchObject({ holderId, escalateAfterDays: 14, wrongTries: 0 });
  expect(second).toMatchObject({ escalateAfterDays: 14 });
  expect(Object(second?.word).hash).not.toBe(Object(first?.word).hash);
});

test("choosing is audited, and says nothing of what was chosen", async () => {
  const { world, holderId } = await enrolled();
  await world.setHoldChoice({ holderId, blockingWord: "さくら" });
  const facts = world.documents.paths("audit").map((path) => world.documents.at(path));
  expect(facts.at(-1)).toMatchObject({
    act: "holdChoiceMade",
    actor: "holder",
    method: "session",
    subjects: [`holdChoices/${holderId}`],
    chain: `holders/${holderId}`,
  });
});

test("a choice is taken back with null", async () => {
  const { world, holderId } = await enrolled();
  await world.setHoldChoice({ holderId, blockingWord: "さくら", escalateAfterDays: 14 });
  await world.setHoldChoice({ holderId, blockingWord: null, escalateAfterDays: null });
  expect(world.documents.at(`holdChoices/${holderId}`)).toEqual({ holderId, wrongTries: 0 });
});

test("after a renewal, what isn't said anew stays as it was chosen under the earlier id, wrong tries too", async () => {
  const { world, holderId } = await enrolled();
  await world.setHoldChoice({ holderId, blockingWord: "さくら" });
  await world.placeHold({ blockingWord: "うめ" });
  const session = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  const present = "holderId" in session ? session.holderId : "";
  await caTells(world, { kind: "cardRenewed", newCardId: "card-2" });
  const { word, wrongTries } = world.documents.at(`holdChoices/${holderId}`) ?? {};
  expect(wrongTries).toBe(1);
  await world.setHoldChoice({ holderId: present, escalateAfterDays: 14 });
  expect(world.documents.at(`holdChoices/${present}`)).toMatchObject({
    word,
    wrongTries,
    escalateAfterDays: 14,
  });
  expect(await world.placeHold({ requestId: "request-number-2" })).toMatchObject({
    refused: "holder_unknown",
  });
  await world.setHoldChoice({ holderId: present, blockingWord: null });
  expect(await world.placeHold({ requestId: "request-number-3" })).toMatchObject({ hold: { state: "open" } });
});

test("what is chosen in a session of the earlier id is the person's choice, whichever id is asked for", async () => {
  const { world, holderId } = await enrolled();
  const session = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  const present = "holderId" in session ? session.holderId : "";
  await caTells(world, { kind: "cardRenewed", newCardId: "card-2" });
  await world.setHoldChoice({ holderId: present, escalateAfterDays: 14 });
  await world.setHoldChoice({ holderId, blockingWord: "さくら" });
  expect(await world.placeHold()).toMatchObject({ refused: "holder_unknown" });
  expect(world.documents.paths("holdChoices")).toEqual([`holdChoices/${present}`]);
});

test("a word that is too short to be any use is refused", async () => {
  const { world, holderId } = await enrolled();
  for (const blockingWord of ["", "　 ", "うめ", "a b"])
    expect(await world.setHoldChoice({ holderId, blockingWord })).toMatchObject({
      refused: "malformed_request",
    });
  expect(world.documents.paths("holdChoices")).toEqual([]);
});

test("a session that is older than ten minutes may be a lost phone's: it can't set a word against its holder", async () => {
  const { world, holderId } = await enrolled();
  world.setMinutes(11);
  const late = await world.setHoldChoice({ holderId, blockingWord: "さくら", signedInAt: start });
  expect(late).toMatchObject({ refused: "not_signed_in" });
  expect(world.documents.paths("holdChoices")).toEqual([]);
});

test("whoever is signed in and no holder is refused", async () => {
  const { world } = await enrolled();
  expect(await world.setHoldChoice({ holderId: "agent-1", blockingWord: "さくら" })).toMatchObject({
    refused: "not_signed_in",
  });
});
