import { describe, expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { HoldWorld } from "../doubles/holdWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { minutesLater, sampleAuthentication, sampleSigning, start } from "../doubles/samples.ts";
import { declareIn } from "../doubles/views.ts";
import { cardSigned, World } from "../doubles/world.ts";

async function revoked() {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  await world.revoke();
  const [path = ""] = world.documents.paths("wipes");
  const wipe = () => world.documents.at(path);
  const acts = () => world.documents.paths("audit").map((entry) => world.documents.at(entry)?.act);
  return { world, holderId, deviceId, wipeId: path.slice("wipes/".length), wipe, acts };
}

const gone = [sampleSigning, sampleAuthentication].map(({ thumbprint }) => {
  return { thumbprint, outcome: "erased" } as const;
});

describe("a phone that was initialised", () => {
  test("ends its wipe without proof, is told in the audit, and shows what is left to do", async () => {
    const { world, holderId, deviceId, wipe, acts } = await revoked();
    const declared = await declareIn(world, { holderId, deviceId, declaration: "initialised" });
    expect(declared).toMatchObject({
      next: "closed",
      device: {
        deviceId,
        erasure: { state: "closedUnverified", evidence: "holderDeclared" },
        todo: { instruction: "askShop" },
      },
    });
    expect(wipe()).toMatchObject({ state: "closedUnverified", declared: "initialised" });
    expect(world.documents.at(`devices/${deviceId}`)).toMatchObject({ erasure: "closedUnverified" });
    expect(acts().slice(-2)).toEqual(["declaredInitialised", "wipeClosed"]);
  });

  test("and says so twice in one session says it once", async () => {
    const { world, holderId, deviceId, acts } = await revoked();
    const said = { holderId, deviceId, declaration: "initialised", signedInAt: start } as const;
    const first = await declareIn(world, said);
    const [told, writes] = [acts(), world.documents.writes];
    expect(await declareIn(world, said)).toEqual(first);
    expect([acts(), world.documents.writes]).toEqual([told, writes]);
  });

  test("twice at once closes it once", async () => {
    const { world, holderId, deviceId, acts } = await revoked();
    const said = { holderId, deviceId, declaration: "destroyed", signedInAt: start } as const;
    await Promise.all([declareIn(world, said), declareIn(world, said)]);
    expect(acts().filter((act) => act === "wipeClosed")).toHaveLength(1);
  });

  test("whose answer comes all the same is proven by it", async () => {
    const { world, holderId, deviceId, wipeId, wipe } = await revoked();
    await declareIn(world, { holderId, deviceId, declaration: "initialised" });
    const { nonce } = Object(wipe());
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce, results: gone });
    expect(wipe()).toMatchObject({ state: "confirmed", evidence: "deviceSigned" });
    await declareIn(world, { holderId, deviceId, declaration: "destroyed" });
    expect(wipe()).toMatchObject({ state: "confirmed", evidence: "deviceSigned" });
  });

  test("gets no more attempts", async () => {
    const { world, holderId, deviceId, wipeId } = await revoked();
    await declareIn(world, { holderId, deviceId, declaration: "initialised" });
    world.setMinutes(600);
    await world.attempt(wipeId);
    expect(world.sent).toEqual([]);
  });

  test("before its certificates are revoked is refused, and nothing changes", async () => {
    const world = new World();
    const [holderId, deviceId] = await world.enrolled();
    const before = world.documents.all();
    expect(await declareIn(world, { holderId, deviceId, declaration: "initialised" })).toMatchObject({
      refused: "certificate_not_revoked",
    });
    expect(world.documents.all()).toEqual(before);
  });
});

describe("a phone that was found", () => {
  test("is tried at once, though its next attempt was planned for later", async () => {
    const { world, holderId, deviceId, wipeId } = await revoked();
    await world.attempt(wipeId);
    world.setMinutes(2);
    const declared = await declareIn(world, { holderId, deviceId, declaration: "found" });
    expect(declared).toMatchObject({ next: "attempt", device: { nextStepAt: world.clock() } });
    await world.attempt(wipeId);
    expect(world.sent).toHaveLength(2);
  });

  test("while it is on hold is for the card to release", async () => {
    const world = new HoldWorld();
    const [holderId, deviceId] = await world.enrolled();
    await world.placeHold();
    const declared = await declareIn(world, { holderId, deviceId, declaration: "found" });
    expect(declared).toMatchObject({
      next: "releaseByCard",
      device: { certificates: [{ state: "onHold" }, {}] },
    });
  });
});

test("a phone that is still used is told in the audit, and stays as it is", async () => {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  const declared = await declareIn(world, { holderId, deviceId, declaration: "stillUsed" });
  expect(declared).toMatchObject({
    next: "nothing",
    device: { state: "active", erasure: { state: "none" } },
  });
  const told = world.documents.paths("audit").map((path) => world.documents.at(path));
  expect(told.at(-1)).toMatchObject({
    act: "declaredStillUsed",
    actor: "holder",
    method: "session",
    subjects: [`devices/${deviceId}`],
    chain: `devices/${deviceId}`,
  });
});

describe("what its holder is asked about a phone", () => {
  async function outdone(about = "newPhone") {
    const world = new World();
    const [holderId, deviceId] = await world.enrolled();
    const matter = { about, anchorAt: start, reminders: 2, remindAt: minutesLater(600) };
    world.documents.edit(`devices/${deviceId}`, { matter });
    world.setMinutes(90);
    return { world, holderId, deviceId, matter: () => world.documents.at(`devices/${deviceId}`)?.matter };
  }
  const later = minutesLater(90 + 60 * 24 * 60);

  test.each(["stillUsed", "found"] as const)("is asked anew 60 days after %s", async (declaration) => {
    const { world, holderId, deviceId, matter } = await outdone();
    await declareIn(world, { holderId, deviceId, declaration });
    expect(matter()).toEqual({ about: "unseen", anchorAt: later, reminders: 0, remindAt: later });
  });

  test("stays where it is handed over: it is still used until then", async () => {
    const { world, holderId, deviceId, matter } = await outdone("handOver");
    await declareIn(world, { holderId, deviceId, declaration: "stillUsed" });
    expect(matter()).toMatchObject({ about: "handOver", reminders: 2 });
  });

  test("stays where it was found and still has to be erased", async () => {
    const { world, holderId, deviceId, matter } = await outdone("handOver");
    await world.revoke();
    await declareIn(world, { holderId, deviceId, declaration: "found" });
    expect(matter()).toMatchObject({ about: "handOver", reminders: 2 });
  });
});

describe("refused are", () => {
  test("a session opened by card more than ten minutes ago", async () => {
    const { world, holderId, deviceId, wipe } = await revoked();
    world.setMinutes(10.01);
    const said = { holderId, deviceId, declaration: "destroyed", signedInAt: start } as const;
    expect(await declareIn(world, said)).toMatchObject({ refused: "not_signed_in" });
    expect(wipe()).toMatchObject({ state: "pending" });
  });

  test("another holder's phone and one that isn't there, alike", async () => {
    const { world, deviceId, wipe } = await revoked();
    const other = await world.signIn(cardSigned({ cardId: "card-9", jti: "session-number-9" }));
    const holderId = "holderId" in other ? other.holderId : "";
    const theirs = await declareIn(world, { holderId, deviceId, declaration: "destroyed" });
    const nobodys = await declareIn(world, { holderId, deviceId: "f".repeat(64), declaration: "destroyed" });
    expect(theirs).toMatchObject({ refused: "device_unknown" });
    expect(nobodys).toEqual(theirs);
    expect(wipe()).toMatchObject({ state: "pending" });
  });

  test("more of it than one session may say", async () => {
    const { world, holderId, deviceId } = await revoked();
    world.limit = async ({ scope }) =>
      refuse(scope === "declarationsPerSession" ? "rate_limited" : "not_signed_in");
    expect(await declareIn(world, { holderId, deviceId, declaration: "destroyed" })).toEqual({
      refused: "rate_limited",
    });
  });
});

test("a person whose card was renewed speaks for the phones of the earlier id", async () => {
  const { world, deviceId } = await revoked();
  const byNewCard = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  const holderId = "holderId" in byNewCard ? byNewCard.holderId : "";
  await caTells(world, { kind: "cardRenewed", newCardId: "card-2" });
  expect(await declareIn(world, { holderId, deviceId, declaration: "destroyed" })).toMatchObject({
    next: "closed",
  });
});
