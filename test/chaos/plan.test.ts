import { expect, test } from "vitest";
import { planChaos } from "./plan.ts";
import { troubleNames } from "./troubles.ts";

const size = { seed: 7, phones: 200, seconds: 300, settleSeconds: 60, severe: true };

test("the same seed plans the same run, another seed another one", () => {
  expect(planChaos(size)).toEqual(planChaos(size));
  expect(planChaos({ ...size, seed: 8 })).not.toEqual(planChaos(size));
});

test("every phone is revoked, by its own holder", () => {
  const { phones, revocations } = planChaos(size);
  const revoked = revocations.flatMap(({ holder, phones: places }) =>
    places.map((place) => [place, phones[place]?.holder === holder] as const),
  );
  expect(revoked.toSorted(([a], [b]) => a - b)).toEqual(phones.map((_, place) => [place, true]));
});

test("a large run has every trouble, every fault, killed functions, and phones that never come back", () => {
  const { phones, disorders } = planChaos(size);
  expect(new Set(phones.map(({ trouble }) => trouble))).toEqual(new Set(troubleNames));
  expect(new Set(phones.map(({ returns }) => returns))).toEqual(new Set(["silently", "byApp", "never"]));
  const kinds = disorders.map((one) =>
    one.where === "functions" ? "kill" : `${one.where} ${one.fault.kind}`,
  );
  expect([...new Set(kinds)].toSorted()).toEqual([
    "fcm delay",
    "fcm drop",
    "fcm duplicate",
    "fcm hang",
    "fcm internal",
    "fcm invalidPayload",
    "fcm invalidTarget",
    "fcm invalidTargetBare",
    "fcm notFoundProject",
    "fcm permissionDenied",
    "fcm rateExceeded",
    "fcm senderIdMismatch",
    "fcm thirdPartyAuth",
    "fcm unavailable",
    "fcm unregistered",
    "kill",
    "tasks delay",
    "tasks drop",
    "tasks duplicate",
    "tasks fail",
  ]);
});

test("workers are killed again and again, one or two at a time, a few seconds apart", () => {
  const kills = planChaos(size).disorders.filter((one) => one.where === "functions");
  expect(kills).toHaveLength(20);
  expect(new Set(kills.map(({ count }) => count))).toEqual(new Set([1, 2]));
  kills.slice(1).forEach(({ at }, index) => {
    expect(at - (kills[index]?.at ?? 0)).toBeGreaterThan(8);
  });
});

test("a phone that lost its app comes back by its app or not at all", () => {
  const ways = planChaos(size)
    .phones.filter(({ trouble }) => trouble === "appRemoved")
    .map(({ returns }) => returns);
  expect(ways).not.toContain("silently");
});
