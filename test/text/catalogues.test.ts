import { describe, expect, test } from "vitest";
import { locales } from "../../functions/src/domain/contact.ts";
import { instructions } from "../../functions/src/domain/instruction.ts";
import { messageBindings } from "../../functions/src/domain/message.ts";
import { catalogues } from "../../functions/src/text/catalogues.ts";
import { names, placeholders } from "./placeholders.ts";
import { samples } from "./sampleMessages.ts";

const each = locales.flatMap((locale) =>
  samples.map(({ code, values }) => ({
    locale,
    code,
    values,
    pattern: catalogues[locale].messages[code],
  })),
);

/** The arguments that a value becomes: an instruction is told in its three sentences, a model also after a noun. */
function argumentsOf(value: string): string[] {
  if (value === "instruction") return ["what", "how", "otherwise"];
  return value === "model" ? ["model", "named"] : [value];
}

test("there is one sample for each message", () => {
  expect(samples.map(({ code }) => code)).toEqual(Object.keys(messageBindings));
});

describe("a pattern", () => {
  test.each(each)("in $locale of $code tells every value and asks for no other", ({ values, pattern }) => {
    const { title, body, todo, short } = pattern;
    expect(names(title, body, todo, short)).toEqual(Object.keys(values).flatMap(argumentsOf).toSorted());
  });

  test.each(each)(
    "in $locale of $code names the phone in the short text only where it fits",
    ({ pattern }) => {
      const { title, body, todo, short } = pattern;
      expect(names(short)).not.toContain("model");
      expect(names(title, body, todo)).not.toContain("named");
    },
  );

  test.each(each)("in $locale of $code can choose whatever the value is", ({ pattern }) => {
    const choices = Object.values(pattern)
      .flatMap((text) => placeholders(text))
      .flatMap(({ name, keys }) => (keys ? [{ name, keys }] : []));
    for (const { name, keys } of choices) {
      expect(keys).toContain("other");
      expect(keysOf(name)).toEqual(expect.arrayContaining([...keys]));
    }
  });
});

test.each(samples)("$code asks for the same in both languages", ({ code }) => {
  const { ja, en } = catalogues;
  for (const part of ["title", "body", "todo", "short"] as const)
    expect(names(ja.messages[code][part])).toEqual(names(en.messages[code][part]));
});

test.each(locales)("an instruction in %s asks for nothing, so that it can stand in any message", (locale) => {
  const texts = instructions.flatMap((one) => Object.values(catalogues[locale].instructions[one]));
  expect(texts.flatMap((text) => placeholders(text))).toEqual([]);
});

/** Every key that a choice by this name may have. */
function keysOf(name: string): string[] {
  if (/^(is|must)/.test(name)) return ["true", "other"];
  if (name === "ifNotErased") return ["initialise", "other"];
  return name === "escalateAt" ? ["none", "other"] : ["=0", "=1", "one", "other"];
}
