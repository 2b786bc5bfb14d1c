import { describe, expect, test } from "vitest";
import type { Handset } from "../../functions/src/domain/device.ts";
import {
  type ResetCapability,
  replaceRegistry,
  resetClears,
} from "../../functions/src/domain/resetCapability.ts";
import { minutesLater, start } from "../doubles/samples.ts";

function entry(capabilityId: string, more: Partial<ResetCapability> = {}): ResetCapability {
  return {
    capabilityId,
    platform: "android",
    clears: "no",
    source: "A page",
    statedOn: "2026-11-22",
    ...more,
  };
}

const handset: Handset = {
  platform: "android",
  model: "Sample 8 Pro",
  osVersion: "15.1",
  appVersion: "1.0.0",
};

describe("whether a reset clears the secure element is", () => {
  test.each<[string, readonly ResetCapability[], "yes" | "no" | "unknown"]>([
    ["unknown where nothing is registered", [], "unknown"],
    ["what is said of the platform", [entry("android")], "no"],
    [
      "unknown where only the other platform is registered",
      [entry("iphone", { platform: "ios" })],
      "unknown",
    ],
    [
      "what is said of a pattern before the platform's",
      [entry("a"), entry("b", { model: "Sample*", clears: "yes" })],
      "yes",
    ],
    [
      "what is said of the longer pattern",
      [entry("a", { model: "Sample 8*", clears: "yes" }), entry("b", { model: "Sample*" })],
      "yes",
    ],
    [
      "what is said of the model before every pattern",
      [entry("a", { model: "sample 8 pro", clears: "yes" }), entry("b", { model: "Sample 8 Pr*" })],
      "yes",
    ],
    [
      "what is said of a version within",
      [entry("a"), entry("b", { osVersionFrom: "15", clears: "yes" })],
      "yes",
    ],
    [
      "not what is said of later versions",
      [entry("a"), entry("b", { osVersionFrom: "15.2", clears: "yes" })],
      "no",
    ],
    ["what is said up to a version, all of it", [entry("b", { osVersionTo: "15", clears: "yes" })], "yes"],
    ["not what is said of earlier versions", [entry("b", { osVersionTo: "14.9", clears: "yes" })], "unknown"],
    [
      "what is said of a range before what is said of one end",
      [
        entry("a", { osVersionFrom: "12" }),
        entry("b", { osVersionFrom: "12", osVersionTo: "16", clears: "yes" }),
      ],
      "yes",
    ],
    ["of two equally specific answers the careful one", [entry("a", { clears: "yes" }), entry("b")], "no"],
    [
      "unknown rather than yes",
      [entry("a", { clears: "yes" }), entry("b", { clears: "unknown" })],
      "unknown",
    ],
    ["not what was withdrawn", [entry("a", { clears: "yes", withdrawnAt: start })], "unknown"],
    ["not what is said of another model", [entry("a", { model: "Sample 8", clears: "yes" })], "unknown"],
    [
      "not of a pattern whose parts overlap",
      [entry("a", { model: "Sample 8 Pro*Pro", clears: "yes" })],
      "unknown",
    ],
    ["of a pattern with several gaps", [entry("a", { model: "*amp*8*", clears: "yes" })], "yes"],
  ])("%s", (_, registry, expected) => {
    expect(resetClears(registry, handset)).toBe(expected);
    expect(resetClears(registry.toReversed(), handset)).toBe(expected);
  });

  test("nothing about versions for a phone whose version can't be read", () => {
    const registry = [entry("a", { osVersionFrom: "12", clears: "yes" })];
    expect(resetClears(registry, { ...handset, osVersion: "Vanilla" })).toBe("unknown");
  });
});

describe("loading a file", () => {
  const stored = [entry("a"), entry("b"), entry("c", { withdrawnAt: start })];

  test("keeps what is new, what differs and what comes back, and withdraws what is gone", () => {
    const file = [entry("a", { clears: "yes" }), entry("c"), entry("d")];
    expect(replaceRegistry(stored, file, minutesLater(5))).toEqual([
      entry("a", { clears: "yes" }),
      entry("c"),
      entry("d"),
      entry("b", { withdrawnAt: minutesLater(5) }),
    ]);
  });

  test("changes nothing when it says what is stored", () => {
    expect(replaceRegistry(stored, [entry("a"), entry("b")], minutesLater(5))).toEqual([]);
  });
});
