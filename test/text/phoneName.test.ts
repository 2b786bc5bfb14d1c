import { expect, test } from "vitest";
import { phoneName } from "../../functions/src/text/phoneName.ts";

test.each([
  ["Pixel 8", "Pixel 8"],
  ["moto g(50) 5G", "moto g(50) 5G"],
  ["iPhone15,2", "iPhone15,2"],
  ["AQUOS sense8「黒」", "AQUOS sense8 黒"],
  ["Pixel\n\u202e8\u0000", "Pixel 8"],
  ["call https://evil.example/x?a@b", "call https evil example x?a b"],
  ["<b>“Pixel”</b>", "b Pixel b"],
])("%j stands in a message as %j", (model, name) => {
  expect(phoneName(model)).toBe(name);
});

test("a name that is long is cut at 40 characters, never inside one", () => {
  expect(phoneName("📱".repeat(64))).toBe("📱".repeat(40));
});
