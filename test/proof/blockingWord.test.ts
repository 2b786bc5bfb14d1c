import { expect, test } from "vitest";
import { hashWord } from "../../functions/src/proof/blockingWord.ts";

test("a word's hash is scrypt's, and depends on the word and the salt", async () => {
  const [first, again, otherWord, otherSalt] = await Promise.all([
    hashWord("さくら", "c2FsdC1vbmU"),
    hashWord("さくら", "c2FsdC1vbmU"),
    hashWord("さくろ", "c2FsdC1vbmU"),
    hashWord("さくら", "c2FsdC10d28"),
  ]);
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(again).toBe(first);
  expect(new Set([first, otherWord, otherSalt]).size).toBe(3);
});
