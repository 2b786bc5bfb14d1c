import { describe, expect, test } from "vitest";
import { shownErasures } from "../../functions/src/domain/deviceView.ts";
import { evidenceLevels } from "../../functions/src/domain/evidence.ts";
import { instructions } from "../../functions/src/domain/instruction.ts";
import { erasureWords, instructionWords } from "../../functions/src/text/view.ts";

test("an erasure that waits has no proof to name", () => {
  expect(erasureWords({ state: "waiting", evidence: "none" })).toEqual({
    ja: "電子証明書はまだ端末に残っています。端末と通信でき次第、削除します。",
    en: "The certificates are still on the phone. They will be erased as soon as it can be reached.",
  });
});

test("an erasure that is proven says by what", () => {
  expect(erasureWords({ state: "confirmed", evidence: "deviceSigned" })).toEqual({
    ja: "電子証明書は削除されました。端末からの報告で確認しました。",
    en: "The certificates have been erased. The phone itself confirmed it.",
  });
});

test("what the holder said is not called proof", () => {
  expect(erasureWords({ state: "closedUnverified", evidence: "holderDeclared" }).en).toBe(
    "The matter is closed, but there is no proof that the certificates were erased. You told us what became of the phone.",
  );
});

describe("only a confirmed erasure says that certificates have been erased:", () => {
  const others = shownErasures.filter((state) => state !== "confirmed");
  test.each(others)("%s doesn't", (state) => {
    for (const evidence of evidenceLevels)
      expect(erasureWords({ state, evidence }).en).not.toContain("have been erased");
  });
});

test.each(instructions)(
  "%s says what to do, how, and what happens otherwise, in both languages",
  (instruction) => {
    const { ja, en } = instructionWords(instruction);
    expect(ja.match(/。/g)?.length).toBeGreaterThanOrEqual(3);
    expect(en.match(/\./g)?.length).toBeGreaterThanOrEqual(3);
  },
);
