import { describe, expect, test } from "vitest";
import { type Decision, isRefused, refuse } from "../../functions/src/domain/refusal.ts";
import type { IssuedProof } from "../../functions/src/flow/issueClearanceProof.ts";
import { sampleImei } from "../doubles/clearanceProofs.ts";
import { ann, atCounter, bob, eve } from "../doubles/counterWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { clearedWorld, eraseIn, proveAtCounter, proveIn } from "../doubles/proofs.ts";
import { minutesLater, sampleDevice, start } from "../doubles/samples.ts";
import { cardSigned, World } from "../doubles/world.ts";

const otherImei = "356938035643809";

/** What a proof says, without its signature; a refusal as it is. */
function said(issued: Decision<IssuedProof>) {
  return isRefused(issued) ? issued : JSON.parse(issued.jws.slice(0, issued.jws.lastIndexOf(" ")));
}

function entriesOf({ documents }: World) {
  return documents
    .paths("audit")
    .map((path) => documents.at(path) ?? {})
    .filter(({ act }) => act === "proofIssued");
}

describe("a holder whose phone is clear", () => {
  test("gets a proof on their own word, which is told in the phone's chain", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const issued = await proveIn(world, { holderId, deviceId });
    expect(said(issued)).toMatchObject({
      iat: start.getTime() / 1000 + 180,
      verdict: "clear",
      evidence: "deviceSigned",
      clearedAt: start.getTime() / 1000 + 180,
      phone: { shownBy: "holder" },
    });
    expect(issued).toMatchObject({ expiresAt: minutesLater(3 + 7 * 24 * 60) });
    const fact = { actor: "holder", method: "session", subjects: [`devices/${deviceId}`] };
    expect(entriesOf(world)).toMatchObject([{ ...fact, chain: `devices/${deviceId}` }]);
  });

  test("asks for it again and gets the same under another signature; nothing is written", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const first = await proveIn(world, { holderId, deviceId });
    world.setMinutes(12);
    const before = world.documents.writes;
    const again = await proveIn(world, { holderId, deviceId, shown: "49 015420 323751 8" });
    expect(said(again)).toEqual(said(first));
    expect(again).not.toEqual(first);
    expect(world.documents.writes).toBe(before);
  });

  test("asks twice at once and gets one", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const both = await Promise.all([1, 2].map(() => proveIn(world, { holderId, deviceId })));
    expect(said(both[1] ?? refuse("device_unknown"))).toEqual(said(both[0] ?? refuse("device_unknown")));
    expect(entriesOf(world)).toHaveLength(1);
  });

  test("gets another the next day, which is good for a whole week again", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const first = said(await proveIn(world, { holderId, deviceId }));
    world.setMinutes(24 * 60);
    const next = said(await proveIn(world, { holderId, deviceId }));
    expect([next.jti === first.jti, next.phone.salt === first.phone.salt]).toEqual([false, false]);
    expect(next.exp - next.iat).toBe(7 * 24 * 60 * 60);
    expect(next.clearedAt).toBe(first.clearedAt);
  });

  test("gets another once the SEI-TSM has confirmed too", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const first = said(await proveIn(world, { holderId, deviceId }));
    const [path = ""] = world.documents.paths("wipes");
    const thumbprints = Object.fromEntries(["s", "t"].map((one) => [one.repeat(43), "erased" as const]));
    await world.tsmReports(path.slice("wipes/".length), thumbprints);
    const next = said(await proveIn(world, { holderId, deviceId }));
    expect([first.evidence, next.evidence]).toEqual(["deviceSigned", "tsmConfirmed"]);
    expect(next.jti).not.toBe(first.jti);
  });

  test("is still its holder under a renewed card", async () => {
    const { world, deviceId } = await clearedWorld();
    const byNewCard = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
    const holderId = "holderId" in byNewCard ? byNewCard.holderId : "";
    await caTells(world, { kind: "cardRenewed", newCardId: "card-2" });
    expect(said(await proveIn(world, { holderId, deviceId }))).toMatchObject({ verdict: "clear" });
  });
});

describe("a shop gets a proof for the phone on its counter", () => {
  test("on its own word, which is told with who it was", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const clearanceId = await world.checked(holderId, deviceId);
    const issued = await proveAtCounter(world, { clearanceId });
    expect(said(issued)).toMatchObject({ verdict: "clear", phone: { shownBy: "shopByCode" } });
    expect(entriesOf(world)).toMatchObject([
      {
        actor: "clerk",
        method: "staffSession",
        chain: `devices/${deviceId}`,
        subjects: [
          `devices/${deviceId}`,
          `clearances/${clearanceId}`,
          `shops/${ann.shopId}`,
          `staff/${ann.clerkId}`,
        ],
      },
    ]);
    expect(said(await proveAtCounter(world, { clearanceId, clerk: bob }))).toEqual(said(issued));
  });

  test("which is told once for each check that it was given in, also where it is the same proof", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const first = await world.checked(holderId, deviceId);
    const second = await world.checked(holderId, deviceId, eve);
    const issued = said(await proveAtCounter(world, { clearanceId: first }));
    const asked = { clearanceId: second, clerk: eve };
    expect(said(await proveAtCounter(world, asked))).toEqual(issued);
    const before = world.documents.writes;
    await proveAtCounter(world, asked);
    await proveAtCounter(world, { clearanceId: first, clerk: bob });
    expect(world.documents.writes).toBe(before);
    const subjects = entriesOf(world).map((entry) => Object(entry).subjects.slice(1));
    expect(subjects.toSorted()).toEqual(
      [
        [`clearances/${first}`, `shops/${ann.shopId}`, `staff/${ann.clerkId}`],
        [`clearances/${second}`, `shops/${eve.shopId}`, `staff/${eve.clerkId}`],
      ].toSorted(),
    );
  });

  test("which the holder sees in the check, from the first time on", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const clearanceId = await world.checked(holderId, deviceId);
    const seen = () => world.documents.at(`holders/${holderId}/checks/${clearanceId}`);
    expect(seen()).not.toHaveProperty("provenAt");
    world.setMinutes(5);
    await proveAtCounter(world, { clearanceId });
    world.setMinutes(7);
    const before = world.documents.writes;
    await proveAtCounter(world, { clearanceId });
    expect(seen()).toMatchObject({ verdict: "clear", provenAt: minutesLater(5) });
    expect(world.documents.writes).toBe(before);
  });

  test("which says more where the phone's own QR code opened the check, and puts right what a code's said", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    await proveAtCounter(world, { clearanceId: await world.checked(holderId, deviceId), shown: otherImei });
    const clearanceId = await world.checkedByPhone(deviceId);
    expect(said(await proveAtCounter(world, { clearanceId }))).toMatchObject({ phone: { shownBy: "shop" } });
  });

  test("which says more where the phone answered while the check went on", async () => {
    const [world, holderId, deviceId] = await atCounter();
    await world.revoke();
    const clearanceId = await world.checked(holderId, deviceId);
    world.setMinutes(2);
    await eraseIn(world);
    expect(said(await proveAtCounter(world, { clearanceId }))).toMatchObject({ phone: { shownBy: "shop" } });
  });

  test("and its word stands when the holder asks for the same number", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const atCounter = said(
      await proveAtCounter(world, { clearanceId: await world.checked(holderId, deviceId) }),
    );
    expect(said(await proveIn(world, { holderId, deviceId }))).toEqual(atCounter);
  });

  test("where the holder had given another number before, which it puts right", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    await proveIn(world, { holderId, deviceId, shown: otherImei });
    const clearanceId = await world.checked(holderId, deviceId);
    expect(said(await proveAtCounter(world, { clearanceId }))).toMatchObject({
      phone: { shownBy: "shopByCode" },
    });
    const slip = await proveIn(world, { holderId, deviceId, shown: otherImei });
    expect(slip).toMatchObject({ refused: "phone_of_another_proof" });
  });
});

describe("a phone is proven by one number: another is refused, and nothing changes,", () => {
  test("when the holder names it", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    await proveIn(world, { holderId, deviceId });
    const before = world.documents.all();
    expect(await proveIn(world, { holderId, deviceId, shown: otherImei })).toMatchObject({
      refused: "phone_of_another_proof",
    });
    expect(world.documents.all()).toEqual(before);
  });

  test("when a shop names it after a shop", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const clearanceId = await world.checked(holderId, deviceId);
    await proveAtCounter(world, { clearanceId });
    const before = world.documents.all();
    const other = await proveAtCounter(world, { clearanceId, shown: otherImei });
    expect(other).toMatchObject({ refused: "phone_of_another_proof" });
    expect(world.documents.all()).toEqual(before);
  });

  test("also after it registered again, as it does whenever its app is updated", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    await proveIn(world, { holderId, deviceId });
    await world.register(holderId, { handset: { ...sampleDevice.handset, appVersion: "2.0.0" } });
    expect(await proveIn(world, { holderId, deviceId, shown: otherImei })).toMatchObject({
      refused: "phone_of_another_proof",
    });
  });
});

test("a proof and an answer of the phone that comes late, in both orders: none before it, one after it", async () => {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  await world.revoke();
  const both = [proveIn(world, { holderId, deviceId }), eraseIn(world)] as const;
  const [early] = await Promise.all(both);
  expect(["clearance_not_clear", "given"]).toContain(isRefused(early) ? early.refused : "given");
  expect(isRefused(await proveIn(world, { holderId, deviceId }))).toBe(false);
});

test("the number is kept nowhere: not in a document, nor as a hash that could be found by trying", async () => {
  const { world, holderId, deviceId } = await clearedWorld();
  const byHolder = said(await proveIn(world, { holderId, deviceId }));
  const byShop = said(await proveAtCounter(world, { clearanceId: await world.checked(holderId, deviceId) }));
  const all = JSON.stringify(world.documents.all());
  const banned = [sampleImei, byHolder.phone.hash, byShop.phone.hash];
  expect(banned.filter((one) => all.includes(one))).toEqual([]);
  expect(all).toContain(byShop.phone.salt);
});
