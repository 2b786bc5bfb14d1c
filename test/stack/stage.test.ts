import { expect, test } from "vitest";
import { toDotenv } from "./stage.ts";

test("settings are written so that firebase-tools reads them back as they are", () => {
  expect(toDotenv({ KEY: '{"kty":"EC","d":"a#b\\n"}', EMPTY: "", LIST: "a,b" })).toBe(
    'KEY=\'{"kty":"EC","d":"a#b\\n"}\'\nEMPTY=\'\'\nLIST=\'a,b\'\n',
  );
});

test("a value that can't be written as it is is refused by name", () => {
  expect(() => toDotenv({ KEY: "it's" })).toThrow("KEY holds a quote or a line break");
  expect(() => toDotenv({ KEY: "two\nlines" })).toThrow("KEY holds a quote or a line break");
});
