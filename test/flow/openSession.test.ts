import { expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { openSession } from "../../functions/src/flow/openSession.ts";
import { cardSigned, World } from "../doubles/world.ts";

test("the first session of a card registers its holder, the next one finds the same holder", async () => {
  const world = new World();
  const first = await world.signIn(cardSigned({ jti: "number-1" }));
  const second = await world.signIn(cardSigned({ jti: "number-2" }));
  expect(first).toEqual({ holderId: "id-1", customToken: "token for id-1" });
  expect(second).toEqual(first);
  expect(world.documents.paths("holders")).toEqual(["holders/id-1"]);
});

test("two first sessions of one card at once register one holder", async () => {
  const world = new World();
  const sessions = ["number-1", "number-2"].map((jti) => world.signIn(cardSigned({ jti })));
  const [one, other] = await Promise.all(sessions);
  expect(one).toEqual(other);
  expect(world.documents.paths("holders")).toHaveLength(1);
});

test("another card is another holder", async () => {
  const world = new World();
  await world.signIn(cardSigned({ cardId: "card-1" }));
  await world.signIn(cardSigned({ cardId: "card-2" }));
  expect(world.documents.paths("holders")).toHaveLength(2);
});

test("an application opens one session only, also when it comes twice at once", async () => {
  const world = new World();
  const answers = await Promise.all([world.signIn(), world.signIn()]);
  expect(answers.filter((answer) => "customToken" in answer)).toHaveLength(1);
  expect(answers).toContainEqual(expect.objectContaining({ refused: "proof_reused" }));
});

test("an application that doesn't hold opens nothing and changes nothing", async () => {
  const world = new World();
  const answer = await openSession("application", {
    readSession: async () => refuse("signature_invalid"),
    limit: world.limit,
    transact: world.store.transact,
    auditRefusal: world.auditRefusal,
    mintCustomToken: async () => "never",
    clock: world.clock,
    newId: world.newId,
  });
  expect(answer).toEqual({ refused: "signature_invalid" });
  expect(world.documents.all()).toEqual({});
});

test("a session whose token could not be made can be asked for with a new application", async () => {
  const world = new World();
  const failing = openSession("application", {
    readSession: async () => cardSigned({ jti: "number-1" }),
    limit: world.limit,
    transact: world.store.transact,
    auditRefusal: world.auditRefusal,
    mintCustomToken: () => Promise.reject(new Error("no network")),
    clock: world.clock,
    newId: world.newId,
  });
  await expect(failing).rejects.toThrow("no network");
  expect(await world.signIn(cardSigned({ jti: "number-2" }))).toMatchObject({ holderId: "id-1" });
});
