import { expect, test } from "vitest";
import { isWordWeak } from "../../../hosting/src/shop/weakWord.ts";
import { sampleView } from "./sampleView.ts";

const proof = { jws: "a.b.c", qr: "https://x.example/verify/#a.b.c", verificationCode: "A", expiresAt: "" };
const provable = { ...sampleView, verdict: "clear", mayBeProven: true } as const;

test.each([
  ["clear, and the phone never answered", { view: { ...provable, shopsWord: "shopByCode" } }, true],
  ["clear, and it did", { view: { ...provable, shopsWord: "shop" } }, false],
  ["clear, and an earlier service doesn't say", { view: provable }, false],
  ["not clear, so there is no proof to choose", { view: { ...sampleView, shopsWord: "shopByCode" } }, false],
  ["made already", { view: { ...provable, shopsWord: "shopByCode" }, proof }, false],
  ["nothing checked", {}, false],
] as const)("before a proof the clerk is told that it will say less: %s", (_, page, expected) => {
  expect(isWordWeak(page)).toBe(expected);
});
