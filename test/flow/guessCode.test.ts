import { describe, expect, test } from "vitest";
import { limits } from "../../functions/src/domain/limit.ts";
import { roomInLimits } from "../../functions/src/flow/roomInLimits.ts";
import { atCounter, eve } from "../doubles/counterWorld.ts";
import { codeAt, wrongOf } from "../doubles/handOverCodes.ts";
import { limitsInMemory } from "../doubles/limitsInMemory.ts";
import { memoryStore } from "../doubles/memoryStore.ts";
import { minutesLater } from "../doubles/samples.ts";

const refused = { refused: "hand_over_code_refused" };

describe("guessing is hopeless:", () => {
  /** A holder's live code, and the real counting of limits. */
  async function guarded() {
    const [world, holderId, deviceId] = await atCounter();
    const charge = limitsInMemory({}, { documents: world.documents, clock: world.clock });
    world.limit = charge;
    world.roomIn = roomInLimits({
      ...{ limits, clock: world.clock, chance: () => 0, log: world.log },
      transact: memoryStore(world.documents).transact,
      limitIdOf: (...parts) => parts.join(),
    });
    return { world, holderId, deviceId, code: await world.coded(holderId, deviceId) };
  }

  test("10,000 guesses by one clerk end in the code's lock and the clerk's, and the holder makes another code", async () => {
    const { world, holderId, deviceId, code } = await guarded();
    const answers = new Map<string, number>();
    for (let guess = 0; guess < 10_000; guess += 1) {
      const answer = await world.check(wrongOf(code, guess + 1));
      const told = "refused" in answer ? answer.refused : "opened";
      answers.set(told, (answers.get(told) ?? 0) + 1);
    }
    expect(Object.fromEntries(answers)).toEqual({ hand_over_code_refused: 20, rate_limited: 9980 });
    expect(codeAt(world, code.receptionNumber)).toMatchObject({ wrongTries: 5 });
    expect(await world.check(code, eve)).toMatchObject(refused);
    expect(await world.check(await world.coded(holderId, deviceId), eve)).toHaveProperty("check");
  }, 60_000);

  test("10,000 guesses with no limit but the code's own don't find it, although the right one is among them", async () => {
    const [world, holderId, deviceId] = await atCounter();
    const code = await world.coded(holderId, deviceId);
    const opened = [];
    for (let guess = 0; guess < 10_000; guess += 1) {
      const answer = await world.check(wrongOf(code, guess + 995_000));
      if ("check" in answer) opened.push(answer);
    }
    expect(opened).toEqual([]);
    expect(codeAt(world, code.receptionNumber)).toMatchObject({ wrongTries: 5 });
    expect(await world.check(await world.coded(holderId, deviceId))).toHaveProperty("check");
  }, 60_000);

  test("a whole shop's clerks together are stopped after 60 wrong codes in an hour", async () => {
    const { world, code } = await guarded();
    const answers = [];
    for (let guess = 0; guess < 100; guess += 1)
      answers.push(
        await world.check(wrongOf(code, guess + 1), { clerkId: `clerk-${guess % 10}`, shopId: "shop-1" }),
      );
    const counted = answers.filter(
      (answer) => "refused" in answer && answer.refused === "hand_over_code_refused",
    );
    expect(counted).toHaveLength(60);
  });

  test("a clerk who is locked for guessing can't use a right code either, for a while", async () => {
    const { world, holderId, deviceId } = await guarded();
    for (let guess = 0; guess < 20; guess += 1)
      await world.check({ receptionNumber: "9999", code: "123456" });
    const code = await world.coded(holderId, deviceId);
    expect(await world.check(code)).toMatchObject({ refused: "rate_limited", retryAt: minutesLater(3) });
    world.setMinutes(4);
    expect(await world.check(code)).toHaveProperty("check");
  });
});
