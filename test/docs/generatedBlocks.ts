import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";

const block = /(<!-- generated: (\S+) -->\n)[\s\S]*?(<!-- end -->)/g;

/**
 * Compares the blocks between `<!-- generated: name -->` and `<!-- end -->` of a document under docs/ with what the code
 * says, and that every block is there. With WRITE_DOCS=1 it writes them first; the prose around them is by hand.
 */
export async function expectBlocks(
  document: string,
  blocks: Readonly<Record<string, string>>,
): Promise<void> {
  const path = join(import.meta.dirname, "../../docs", document);
  const before = await readFile(path, "utf8");
  const used = [...before.matchAll(block)].map(([, , name = ""]) => name);
  expect(used.toSorted(), `docs/${document} has to have each of these blocks`).toEqual(
    [...new Set([...Object.keys(blocks), ...used])].toSorted(),
  );
  expect(
    used.filter((name) => blocks[name] === undefined),
    "blocks that nothing generates",
  ).toEqual([]);
  const after = before.replaceAll(
    block,
    (_, open: string, name: string, end: string) => `${open}${blocks[name]}\n${end}`,
  );
  if (process.env.WRITE_DOCS === "1") await writeFile(path, after);
  expect(
    await readFile(path, "utf8"),
    `docs/${document} differs from the code: run WRITE_DOCS=1 npx vitest run --project fast test/docs`,
  ).toBe(after);
}

/** A value as a fenced block of JSON. */
export function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
