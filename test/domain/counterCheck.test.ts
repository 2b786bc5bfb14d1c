import { describe, expect, test } from "vitest";
import {
  type CounterCheck,
  isCheckOf,
  mayConfirm,
  mayPull,
  openCheck,
  withInitialisation,
  withPull,
} from "../../functions/src/domain/counterCheck.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const check: CounterCheck = openCheck(
  {
    ...{ clearanceId: "c".repeat(64), deviceId: "d".repeat(64), shopId: "shop-1", clerkId: "ann" },
    ...{ openedBy: "code", proofHash: "hash" },
  },
  start,
);

test("a check is its shop's for half an hour", () => {
  expect(check).toMatchObject({ pulls: 0, openedAt: start, expiresAt: minutesLater(30) });
  expect(isCheckOf(check, "shop-1", minutesLater(29))).toBe(true);
  expect(isCheckOf(check, "shop-1", minutesLater(30))).toBe(false);
  expect(isCheckOf(check, "shop-2", start)).toBe(false);
});

test("a pull is the same one for ten seconds, and there are twenty of them", () => {
  const pulled = withPull(check, start);
  expect(pulled).toMatchObject({ pulledAt: start, pulls: 1 });
  expect(withPull(pulled, new Date(start.getTime() + 9_999))).toBe(pulled);
  expect(withPull(pulled, new Date(start.getTime() + 10_000))).toMatchObject({ pulls: 2 });
  expect([mayPull({ ...check, pulls: 19 }), mayPull({ ...check, pulls: 20 })]).toEqual([true, false]);
});

const never = [false, false, false];

describe("an initialisation", () => {
  const said = (from: CounterCheck, clerkId: string, needsTwoPeople: boolean) =>
    withInitialisation(from, { clerkId, shop: { needsTwoPeople }, now: minutesLater(1) });

  test("is recorded at once where one clerk is enough, and stays as it was recorded", () => {
    const recorded = said(check, "ann", false);
    expect(recorded.initialisation).toEqual({ state: "recorded", clerkId: "ann", at: minutesLater(1) });
    expect(said(recorded, "bob", false)).toBe(recorded);
    expect(said(recorded, "bob", true)).toBe(recorded);
  });

  test("waits for another clerk where the shop takes two", () => {
    const waiting = said(check, "ann", true);
    expect(waiting.initialisation).toMatchObject({ state: "awaitsSecondClerk", clerkId: "ann" });
    expect(said(waiting, "ann", true)).toBe(waiting);
    const second = { state: "recorded", clerkId: "ann", secondClerkId: "bob" };
    expect(said(waiting, "bob", true).initialisation).toMatchObject(second);
  });

  test("is another clerk's to confirm while it waits, and nobody's before and after", () => {
    const waiting = said(check, "ann", true);
    expect([mayConfirm(waiting, "ann"), mayConfirm(waiting, "bob")]).toEqual([false, true]);
    for (const one of [check, said(waiting, "bob", true), said(check, "ann", false)])
      expect([mayConfirm(one, "ann"), mayConfirm(one, "bob"), mayConfirm(one, "eve")]).toEqual(never);
  });

  test("that waited is recorded by anybody once the shop takes one", () => {
    expect(said(said(check, "ann", true), "ann", false).initialisation).toMatchObject({ state: "recorded" });
  });
});
