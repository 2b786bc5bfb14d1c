import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../stack/root.ts";
import { readOptions, tellAssumptions, UnknownWords, usual } from "./options.ts";

test("without words the usual assumptions are taken and nothing is written", () => {
  expect(readOptions([])).toEqual({ assumptions: usual, writes: false });
});

test("each assumption is an option", () => {
  const { assumptions, writes } = readOptions(["--holders", "500", "--pull", "0", "--write"]);
  expect(assumptions).toEqual({ ...usual, holders: 500, pull: 0 });
  expect(writes).toBe(true);
});

describe("words that can't be understood are turned down with what there is", () => {
  test.each([
    [["--phones", "5"], "--holders N"],
    [["--pull", "2"], "pull"],
    [["--in-use", "0.9"], "1 together"],
    [["--no-channel", "0.9", "--email-only", "0.5"], "more than 1 together"],
  ])("%j", (words, says) => {
    expect(() => readOptions(words)).toThrow(UnknownWords);
    expect(() => readOptions(words)).toThrow(says);
  });
});

test("docs/performance.md tells the assumptions that its figures rest on, as they are now", () => {
  const page = readFileSync(join(root, "docs/performance.md"), "utf8");
  for (const line of tellAssumptions(usual)) expect(page).toContain(`- \`${line.replace(": ", "`: ")}\n`);
});
