import { expect, test } from "vitest";
import { ContactWorld } from "../doubles/contactWorld.ts";
import { start } from "../doubles/samples.ts";

/** A holder with one address in use who has asked for another, with code 100001. */
async function asking() {
  const world = new ContactWorld();
  const [holderId] = await world.enrolled();
  await world.reachable(holderId, { email: "old@example.jp" });
  await world.setContact({ holderId, email: "new@example.jp" });
  const give = (code: string) => world.confirm({ holderId, channel: "email", code });
  return { world, holderId, give, contact: () => world.documents.at(`contacts/${holderId}`) };
}

function audited(world: ContactWorld): number {
  const facts = world.documents.paths("audit").map((path) => world.documents.at(path));
  return facts.filter((fact) => fact?.act === "contactChanged").length;
}

test("the code that was sent puts the address to use, and the one before is owed a word", async () => {
  const { world, give, contact } = await asking();
  expect(await give("100001")).toMatchObject({ email: "new@example.jp" });
  expect(contact()).toMatchObject({
    email: "new@example.jp",
    formerAddresses: [{ channel: "email", address: "old@example.jp", changedAt: start }],
  });
  expect(audited(world)).toBe(1);
});

test("the same code again answers the same and changes nothing", async () => {
  const { world, give } = await asking();
  const first = await give("100001");
  const before = world.documents.all();
  expect(await give("100001")).toEqual(first);
  expect(world.documents.all()).toEqual(before);
});

test("two of the same at once put the address to use once", async () => {
  const { world, give, contact } = await asking();
  const [one, other] = await Promise.all([give("100001"), give("100001")]);
  expect(one).toEqual(other);
  expect(contact()?.formerAddresses).toHaveLength(1);
  expect(audited(world)).toBe(1);
});

test("a wrong code is refused with how many tries are left, and after five the right one is too", async () => {
  const { give, contact } = await asking();
  const details = [];
  for (let tries = 0; tries < 6; tries += 1) {
    const answer = await give("000000");
    expect(answer).toMatchObject({ refused: "contact_code_refused" });
    details.push("detail" in answer ? answer.detail : "");
  }
  expect(details.slice(0, 4)).toEqual([
    "The code is wrong; 4 tries are left.",
    "The code is wrong; 3 tries are left.",
    "The code is wrong; 2 tries are left.",
    "The code is wrong; one try is left.",
  ]);
  expect(details[5]).toBe(details[4]);
  expect(await give("100001")).toMatchObject({ refused: "contact_code_refused" });
  expect(contact()).toMatchObject({ email: "old@example.jp", codes: { email: { wrongTries: 5 } } });
});

test("guesses that come all at once are counted one by one", async () => {
  const { give, contact } = await asking();
  await Promise.all(["000000", "000001", "000002"].map(give));
  expect(contact()).toMatchObject({ codes: { email: { wrongTries: 3 } } });
});

test("a code is no good after a quarter of an hour", async () => {
  const { world, give } = await asking();
  world.setMinutes(15);
  expect(await give("100001")).toMatchObject({ refused: "contact_code_refused" });
});

test("a code counts only on the channel that it came by", async () => {
  const { world, holderId } = await asking();
  const bySms = await world.confirm({ holderId, channel: "sms", code: "100001" });
  expect(bySms).toMatchObject({ refused: "contact_code_refused" });
});

test("another holder's code is no good", async () => {
  const { world } = await asking();
  const [holderId] = await new ContactWorld().enrolled();
  const foreign = await world.confirm({ holderId: `${holderId}-2`, channel: "email", code: "100001" });
  expect(foreign).toMatchObject({ refused: "not_signed_in" });
});

test("a session that is older than ten minutes may be a lost phone's: it confirms nothing", async () => {
  const { world, holderId } = await asking();
  world.setMinutes(11);
  const late = await world.confirm({ holderId, channel: "email", code: "100001", signedInAt: start });
  expect(late).toMatchObject({ refused: "not_signed_in" });
});

test("a person's other id goes on from what was said under the first, and owes nothing again", async () => {
  const { world, holderId, give } = await asking();
  await give("100001");
  await world.store.transact(async ({ cards }) => {
    const card = await cards.read("card-1");
    if (card) cards.keep({ ...card, holderId: "holder-new", earlierHolderIds: [holderId] });
  });
  await world.store.transact(async ({ holders }) => {
    const holder = await holders.read(holderId);
    if (holder) holders.keep({ ...holder, holderId: "holder-new" });
  });
  const answer = await world.setContact({ holderId: "holder-new", locale: "en" });
  expect(answer).toMatchObject({
    holderId: "holder-new",
    locale: "en",
    email: "new@example.jp",
    formerAddresses: [],
  });
});
