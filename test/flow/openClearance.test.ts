import { describe, expect, test } from "vitest";
import type { Refused } from "../../functions/src/domain/refusal.ts";
import type { ShownCheck } from "../../functions/src/flow/counterPorts.ts";
import { ann, atCounter, bob, eve } from "../doubles/counterWorld.ts";
import { codeAt, wrongOf } from "../doubles/handOverCodes.ts";
import { minutesLater } from "../doubles/samples.ts";

const refused = { refused: "hand_over_code_refused" };

function idOf(shown: ShownCheck | Refused): string {
  return "check" in shown ? shown.check.clearanceId : `refused: ${shown.refused}`;
}

test("a clerk with the holder's code learns whether the phone is revoked and erased, and nothing else", async () => {
  const [world, holderId, deviceId] = await atCounter();
  const shown = await world.check(await world.coded(holderId, deviceId));
  expect(shown).toMatchObject({
    clearance: { verdict: "revokeFirst", isRevoked: false, isErased: false, step: "revokeOnPhone" },
    check: { openedBy: "code", shopId: "shop-1", clerkId: "clerk-ann", expiresAt: minutesLater(30) },
    handset: { model: "Sample 8" },
  });
  expect(world.toldOf(deviceId)).toEqual(["handOverCodeMade", "clearanceOpened"]);
});

test("the check is told in the audit with clerk and shop, shown to the holder, and owes them a message", async () => {
  const [world, holderId, deviceId] = await atCounter();
  const clearanceId = await world.checked(holderId, deviceId);
  const told = world.documents.paths("audit").map((path) => world.documents.at(path) ?? {});
  expect(told.find(({ act }) => act === "clearanceOpened")).toMatchObject({
    actor: "clerk",
    method: "staffSession",
    subjects: [`devices/${deviceId}`, `clearances/${clearanceId}`, "shops/shop-1", "staff/clerk-ann"],
  });
  expect(world.documents.at(`holders/${holderId}/checks/${clearanceId}`)).toEqual({
    ...{ clearanceId, deviceId, model: "Sample 8", shopName: "Kita Phones", verdict: "revokeFirst" },
    ...{ checkedAt: minutesLater(0), updatedAt: minutesLater(0) },
  });
  const notices = world.documents.paths("notices").map((path) => world.documents.at(path));
  expect(notices).toMatchObject([
    { holderId, about: "checked", subject: `devices/${deviceId}`, state: "due" },
  ]);
});

describe("a code", () => {
  test("isn't kept in the clear, nor its hash without a key's", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const { receptionNumber, code } = await world.coded(holderId, deviceId);
    expect(JSON.stringify(world.documents.all())).not.toContain(code);
    expect(codeAt(world, receptionNumber)).toMatchObject({ deviceId, wrongTries: 0, isOvertaken: false });
  });

  test("is good once: the same clerk gets the same check again, under any request, and nobody else gets any", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const code = await world.coded(holderId, deviceId);
    const first = await world.check(code, ann, "request-number-a");
    expect(idOf(await world.check(code, ann, "request-number-a"))).toBe(idOf(first));
    expect(idOf(await world.check(code, ann, "request-number-b"))).toBe(idOf(first));
    expect(await world.check(code, bob)).toMatchObject(refused);
    expect(await world.check(code, eve)).toMatchObject(refused);
    expect(world.documents.paths("clearances")).toHaveLength(1);
    expect(world.toldOf(deviceId)).toEqual(["handOverCodeMade", "clearanceOpened"]);
  });

  test("that two clerks give at once opens one check", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const code = await world.coded(holderId, deviceId);
    const both = await Promise.all([world.check(code, ann), world.check(code, eve)]);
    expect(both.filter((shown) => "check" in shown)).toHaveLength(1);
    expect(both.filter((shown) => "refused" in shown)).toMatchObject([refused]);
    expect(world.documents.paths("clearances")).toHaveLength(1);
  });

  test("under a request's id that was used for another is refused, and stays good", async () => {
    const [world, holderId, deviceId] = await atCounter();
    await world.check(await world.coded(holderId, deviceId), ann, "request-number-a");
    const other = await world.coded(holderId, deviceId);
    expect(await world.check(other, ann, "request-number-a")).toMatchObject({ refused: "request_reused" });
    expect(await world.check(other, ann, "request-number-b")).toHaveProperty("check");
  });

  test("ends after ten minutes, and when the holder makes a new one", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const [first, second] = [await world.coded(holderId, deviceId), await world.coded(holderId, deviceId)];
    expect(await world.check(first)).toMatchObject(refused);
    world.setMinutes(10);
    expect(await world.check(second)).toMatchObject(refused);
  });

  test("has ended at the fifth wrong try, which is told; the holder makes another, which works", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const code = await world.coded(holderId, deviceId);
    for (const more of [1, 2, 3, 4]) await world.check(wrongOf(code, more));
    expect(world.toldOf(deviceId)).toEqual(["handOverCodeMade"]);
    await world.check(wrongOf(code, 5));
    expect(world.toldOf(deviceId)).toEqual(["handOverCodeMade", "handOverCodeLocked"]);
    expect(await world.check(code)).toMatchObject(refused);
    expect(codeAt(world, code.receptionNumber)).toMatchObject({ wrongTries: 5 });
    expect(await world.check(await world.coded(holderId, deviceId))).toHaveProperty("check");
  });

  test("that is unknown, wrong, over, locked, overtaken or used is one refusal, letter by letter", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const answers = [await world.check({ receptionNumber: "9999", code: "123456" })];
    const used = await world.coded(holderId, deviceId);
    await world.check(used, eve);
    answers.push(await world.check(used));
    const overtaken = await world.coded(holderId, deviceId);
    const locked = await world.coded(holderId, deviceId);
    answers.push(await world.check(overtaken));
    for (const more of [1, 2, 3, 4, 5]) answers.push(await world.check(wrongOf(locked, more)));
    answers.push(await world.check(locked));
    const late = await world.coded(holderId, deviceId);
    world.setMinutes(11);
    answers.push(await world.check(late));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject(refused);
  });

  test("takes a number that nobody has, and is refused for a minute where none is found", async () => {
    const [world, holderId, deviceId] = await atCounter();
    await world.coded(holderId, deviceId);
    const drawn = ["4001", "4001", "7070"];
    world.drawNumber = () => drawn.shift() ?? "4001";
    expect(await world.coded(holderId, deviceId)).toMatchObject({ receptionNumber: "7070" });
    expect(await world.createCode({ holderId, deviceId })).toMatchObject({
      refused: "rate_limited",
      retryAt: minutesLater(1),
    });
    world.setMinutes(10);
    expect(await world.coded(holderId, deviceId)).toMatchObject({ receptionNumber: "4001" });
  });
});

describe("a hand-over code is made", () => {
  test("only for one's own phone, and only right after signing in with the card", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const unknown = { refused: "device_unknown" };
    expect(await world.createCode({ holderId: "holder-2", deviceId })).toMatchObject(unknown);
    expect(await world.createCode({ holderId, deviceId: "0".repeat(64) })).toMatchObject(unknown);
    world.setMinutes(11);
    const asked = { holderId, deviceId, signedInAt: minutesLater(0) };
    expect(await world.createCode(asked)).toMatchObject({ refused: "not_signed_in" });
    expect(world.documents.paths("handOverCodes")).toEqual([]);
  });
});

describe("what the phone shows", () => {
  test("opens a check once, for the first clerk, who gets the same again", async () => {
    const [world, , deviceId] = await atCounter();
    const word = world.shownBy({ deviceId });
    const first = await world.check(word);
    expect(first).toMatchObject({ check: { openedBy: "phone" } });
    expect(idOf(await world.check(word))).toBe(idOf(first));
    expect(await world.check(word, bob)).toMatchObject(refused);
    expect(await world.check(world.shownBy({ deviceId, jti: "number-2" }), bob)).toHaveProperty("check");
  });

  test("is refused like a wrong code where another key signed it, or nobody knows the device", async () => {
    const [world, , deviceId] = await atCounter();
    expect(await world.check(world.shownBy({ deviceId, key: "Z".repeat(43) }))).toMatchObject(refused);
    expect(await world.check(world.shownBy({ deviceId: "0".repeat(64) }))).toMatchObject(refused);
    expect(world.documents.paths("clearances")).toEqual([]);
  });
});

describe("a shop", () => {
  test("that isn't registered, or was shut out, checks nothing, and the code stays good", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const code = await world.coded(holderId, deviceId);
    const stranger = { clerkId: "clerk-ann", shopId: "shop-9" };
    expect(await world.check(code, stranger)).toMatchObject({ refused: "shop_unknown" });
    await world.closeShop("shop-1");
    expect(await world.check(code)).toMatchObject({ refused: "shop_unknown" });
    expect(await world.check(code, eve)).toHaveProperty("check");
  });
});
