import { expect, test } from "vitest";
import { limits } from "../../functions/src/domain/limit.ts";
import { roomInLimits } from "../../functions/src/flow/roomInLimits.ts";
import { limitsInMemory } from "../doubles/limitsInMemory.ts";
import { memoryStore } from "../doubles/memoryStore.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const charged = { scope: "wrongCodesPerClerk", subject: "clerk-1" } as const;

function counted() {
  const charge = limitsInMemory({}, { clock: () => start });
  const logged: string[] = [];
  const ports = {
    ...{ limits, clock: () => start, chance: () => 0, log: (code: string) => void logged.push(code) },
    transact: memoryStore(charge.documents).transact,
    limitIdOf: (...parts: readonly string[]) => parts.join(),
  };
  return { charge, ports, logged };
}

test("looking for room charges nothing, and finds none once it is used up", async () => {
  const { charge, ports } = counted();
  const roomIn = roomInLimits(ports);
  for (let look = 0; look < 50; look += 1) expect(await roomIn(charged)).toBeUndefined();
  expect(charge.documents.writes).toBe(0);
  for (let wrong = 0; wrong < 20; wrong += 1) await charge(charged);
  expect(await roomIn(charged)).toMatchObject({ refused: "rate_limited", retryAt: minutesLater(3) });
  expect(await roomIn({ ...charged, subject: "clerk-2" })).toBeUndefined();
});

test("a look that fails lets the call go on, and is logged", async () => {
  const { ports, logged } = counted();
  const roomIn = roomInLimits({ ...ports, transact: () => Promise.reject(new Error("no answer")) });
  expect(await roomIn(charged)).toBeUndefined();
  expect(logged).toEqual(["limit_not_counted"]);
});
