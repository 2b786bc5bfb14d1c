import { describe, expect, test } from "vitest";
import { randomFrom } from "../chaos/random.ts";
import { usual } from "./options.ts";
import { arrival, day, drawPhone, isLucky, type OldPhone } from "./phone.ts";

const phone: OldPhone = {
  ...{ fate: "drawer", platform: "android", isPushBlocked: false, luckSeed: 1 },
  online: [
    [0, 2 * day],
    [10 * day, 11 * day],
  ],
  ...{ goneFrom: Number.POSITIVE_INFINITY, asksAt: Number.POSITIVE_INFINITY },
};

describe("a message arrives", () => {
  test.each([
    ["at once while the phone is online", 1, 2, 1],
    ["when it comes online next, if it is kept for so long", 3, 12, 10],
    ["not at all, if it isn't", 3, 10, undefined],
    ["not at all, if it never comes online again", 12, 300, undefined],
  ])("%s", (_, from, until, at) => {
    expect(arrival(phone, from * day, until * day)).toBe(at === undefined ? undefined : at * day);
  });
});

test("pushes that arrive within the same six hours have the same luck, and where they are blocked none", () => {
  const lucky = (days: number, one = phone) => isLucky(one, days * day, { ...usual, pushWorks: 0.5 });
  const spells = Array.from({ length: 40 }, (_, i) => [lucky(i / 4), lucky(i / 4 + 0.24)]);
  expect(spells.every(([first, second]) => first === second)).toBe(true);
  expect(new Set(spells.flat()).size).toBe(2);
  const blocked = { ...phone, isPushBlocked: true };
  expect(Array.from({ length: 40 }, (_, i) => lucky(i, blocked)).includes(true)).toBe(false);
});

test("phones are drawn by their shares, and go the way of their kind", () => {
  const random = randomFrom(7);
  const phones = Array.from({ length: 4000 }, () => drawPhone(random, usual));
  for (const fate of ["inUse", "drawer", "removed", "sold"] as const) {
    const kind = phones.filter((one) => one.fate === fate);
    expect(kind.length / phones.length).toBeCloseTo(usual[fate], 1);
    const areGone = fate === "removed" || fate === "sold";
    expect(kind.every(({ goneFrom }) => Number.isFinite(goneFrom) === areGone)).toBe(true);
    expect(
      kind.every(({ asksAt, goneFrom }) => asksAt < goneFrom || asksAt === Number.POSITIVE_INFINITY),
    ).toBe(true);
  }
  const areRising = phones.every(({ online }) => {
    const times = online.flat();
    return times.every((at, i) => i === 0 || at >= (times[i - 1] ?? 0));
  });
  expect(areRising).toBe(true);
});
