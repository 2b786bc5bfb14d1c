import { describe, expect, test } from "vitest";
import { shopsWord } from "../../functions/src/domain/shopsWord.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { minutesLater } from "../doubles/samples.ts";

const byCode = { openedBy: "code", openedAt: minutesLater(10) } as const;
const answered = (minutes: number) => {
  return { state: "confirmed", appVersion: "1.0.0", endedAt: minutesLater(minutes) } as const;
};
type Told = Pick<Wipe, "state" | "appVersion" | "endedAt">;

describe("that a device is the phone on the counter, a shop's word is worth", () => {
  test.each<[string, readonly Told[], string]>([
    ["less where no wipe is there", [], "shopByCode"],
    ["less where the phone had answered before", [answered(9)], "shopByCode"],
    ["all where the phone answers in the check", [answered(12)], "shop"],
    ["less where it had answered at the very moment of opening", [answered(10)], "shopByCode"],
    ["all where the phone answers for one of two wipes", [answered(9), answered(11)], "shop"],
    ["less while it is only asked", [{ state: "received" }], "shopByCode"],
    [
      "less where a shop's or the SEI-TSM's word confirmed",
      [{ state: "confirmed", endedAt: minutesLater(12) }],
      "shopByCode",
    ],
    ["less where it is cancelled", [{ ...answered(12), state: "cancelled" }], "shopByCode"],
  ])("%s, with a code", (_, wipes, word) => {
    expect(shopsWord(byCode, wipes)).toBe(word);
  });

  test("all where its own QR code opened the check", () => {
    expect(shopsWord({ ...byCode, openedBy: "phone" }, [])).toBe("shop");
  });
});
