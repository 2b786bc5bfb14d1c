import { describe, expect, test } from "vitest";
import type { CertificateState } from "../../functions/src/domain/certificate.ts";
import { foundAnswerOf, wasFoundToday } from "../../functions/src/domain/found.ts";
import { happenedToDevice } from "../../functions/src/domain/notice.ts";
import { minutesLater, sampleDevice } from "../doubles/samples.ts";

describe("what the next owner is told of certificates that are", () => {
  test.each<[string, readonly (CertificateState | undefined)[], string]>([
    ["valid", ["valid"], "inForce"],
    ["on hold", ["onHold"], "inForce"],
    ["revoked", ["revoked"], "revoked"],
    ["past their time", ["expired"], "revoked"],
    ["known to nobody", [undefined], "unknown"],
    ["revoked and past their time", ["revoked", "expired"], "revoked"],
    ["revoked, and one in force", ["revoked", "valid"], "inForce"],
    ["known to nobody, and one in force", [undefined, "onHold"], "inForce"],
    ["revoked, and one that nobody knows", ["revoked", undefined], "unknown"],
    ["none", [], "unknown"],
  ])("%s", (_, states, answer) => {
    expect(foundAnswerOf(states.map((state) => state && { state }))).toBe(answer);
  });
});

test("the same is told once a day, and something else at once", () => {
  const found = { inForce: minutesLater(0) };
  expect(wasFoundToday(undefined, "inForce", minutesLater(1))).toBe(false);
  expect(wasFoundToday(found, "inForce", minutesLater(1))).toBe(true);
  expect(wasFoundToday(found, "erased", minutesLater(1))).toBe(false);
  expect(wasFoundToday(found, "inForce", minutesLater(24 * 60))).toBe(false);
  const both = { ...found, erased: minutesLater(1) };
  expect(wasFoundToday(both, "inForce", minutesLater(2))).toBe(true);
  expect(wasFoundToday(both, "erased", minutesLater(2))).toBe(true);
});

test("its holder is told of what was found, and of nothing twice", () => {
  const after = { ...sampleDevice, found: { inForce: minutesLater(0) } };
  const { holderId, deviceId } = sampleDevice;
  const told = { holderId, subject: `devices/${deviceId}`, version: 20_779 };
  expect(happenedToDevice(sampleDevice, after)).toEqual([{ ...told, about: "foundInForce" }]);
  expect(happenedToDevice(after, { ...after, lastSeenAt: minutesLater(1) })).toEqual([]);
  const erased = { ...after, found: { ...after.found, erased: minutesLater(2) } };
  expect(happenedToDevice(after, erased)).toEqual([{ ...told, about: "foundErased" }]);
  expect(happenedToDevice(erased, sampleDevice)).toEqual([]);
  expect(happenedToDevice(sampleDevice, erased).map(({ about }) => about)).toEqual([
    "foundInForce",
    "foundErased",
  ]);
});
