import { describe, expect, test } from "vitest";
import { clearanceSteps } from "../../functions/src/domain/clearance.ts";
import { evidenceLevels } from "../../functions/src/domain/evidence.ts";
import { clearanceStepWords, clearanceWords } from "../../functions/src/text/clearance.ts";

const found = { verdict: "eraseFirst", isRevoked: true, isErased: false, evidence: "none" } as const;

test("a phone that is clear is said to be revoked and erased, and by whose word", () => {
  const clear = { verdict: "clear", isRevoked: true, isErased: true, evidence: "counterChecked" } as const;
  expect(clearanceWords(clear)).toEqual({
    ja: "電子証明書は失効しています。電子証明書は削除されました。店舗の窓口で確認しました。",
    en: "The certificates are revoked. The certificates have been erased. A shop checked it.",
  });
});

test("a phone that was erased but not revoked is said to be just that", () => {
  const words = clearanceWords({ ...found, verdict: "revokeFirst", isRevoked: false, isErased: true });
  expect(words.en).toBe("The certificates are not revoked yet. The certificates have been erased.");
});

test("what the holder said is told as theirs, and not as proof", () => {
  expect(clearanceWords({ ...found, evidence: "holderDeclared" }).en).toBe(
    "The certificates are revoked. It is not known that the certificates have been erased. Its holder told us what became of the phone.",
  );
});

test("of a phone that nothing is known of, nothing else is said", () => {
  const unknown = { ...found, verdict: "unknown", isRevoked: false } as const;
  expect(clearanceWords(unknown).en).toBe("Nothing can be said about this phone’s certificates.");
});

test("only an erasure that is confirmed is called one", () => {
  for (const evidence of evidenceLevels)
    expect(clearanceWords({ ...found, evidence }).en).not.toContain("The certificates have been erased.");
});

describe("each step", () => {
  test.each(clearanceSteps)(
    "%s says what to do, how, and what else, in short and polite sentences",
    (step) => {
      const { ja, en } = clearanceStepWords(step);
      const [japanese, english] = [ja.split("。").slice(0, -1), en.split(". ")];
      expect(japanese.length).toBeGreaterThanOrEqual(3);
      expect(english.length).toBeGreaterThanOrEqual(3);
      for (const sentence of japanese) expect(sentence).toMatch(/(です|ます|ません|ください)$/);
      for (const sentence of japanese) expect(sentence.length).toBeLessThanOrEqual(70);
      for (const sentence of english) expect(sentence.split(" ").length).toBeLessThanOrEqual(26);
      expect(en).not.toMatch(/lost|stolen|theft/i);
    },
  );
});
