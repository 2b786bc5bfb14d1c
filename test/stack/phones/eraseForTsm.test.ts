import { beforeEach, expect, test } from "vitest";
import { eraseForTsm } from "./eraseForTsm.ts";
import { SecureElement } from "./secureElement.ts";

let element: SecureElement;
let thumbprints: string[];
beforeEach(async () => {
  element = new SecureElement("1234");
  await fill("c2lnbmluZw==", "YXV0aA==");
  thumbprints = onChip();
});

async function fill(...certificates: string[]): Promise<void> {
  for (const [i, kind] of (["signing", "authentication"] as const).entries()) {
    await element.generateKey(kind);
    element.writeCertificate(kind, [certificates[i] ?? ""]);
  }
}

function onChip(): string[] {
  const all = [element.thumbprintOf("signing"), element.thumbprintOf("authentication")];
  return all.filter((one) => one !== undefined);
}

function erase(scope: "keys" | "applet"): string[] {
  return eraseForTsm(element, { thumbprints, scope }).map(({ outcome }) => outcome);
}

test("where the app is refused, the SEI-TSM erases", () => {
  element.mood = "needsTsm";
  expect(element.erase("signing")).toBe("6982");
  expect(erase("keys")).toEqual(["erased", "erased"]);
  expect([onChip(), element.appletPresent]).toEqual([[], true]);
});

test("the applet goes with all that is in it, and a repeat finds it absent", () => {
  expect(erase("applet")).toEqual(["erased", "erased"]);
  expect(element.appletPresent).toBe(false);
  expect(erase("applet")).toEqual(["alreadyAbsent", "alreadyAbsent"]);
});

test("a buyer's certificates are left alone, the applet with them, and the seller's reported as failed", async () => {
  await fill("Ym91Z2h0", "Ym91Z2h0IHRvbw==");
  const bought = onChip();
  expect(erase("applet")).toEqual(["failed", "failed"]);
  expect([onChip(), element.appletPresent]).toEqual([bought, true]);
});

test("what the app erased before is absent, the rest is erased", () => {
  element.erase("signing");
  expect(erase("keys")).toEqual(["alreadyAbsent", "erased"]);
});

test.each([
  ["busy", "notNow"],
  ["refusing", "failed"],
] as const)("a secure element that is %s is reported as %s, and nothing is erased", (mood, outcome) => {
  element.mood = mood;
  expect(erase("applet")).toEqual([outcome, outcome]);
  expect(onChip()).toEqual(thumbprints);
});
