import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readBlock, writeBlock } from "./writeBlock.ts";

test("only what stands between a block's marks is replaced, and the machine, the day and the command are added", () => {
  const folder = mkdtempSync(join(tmpdir(), "katazuke-bench-"));
  try {
    const path = join(folder, "page.md");
    const other = "<!-- measured: other -->\nkept\n<!-- end -->\n";
    writeFileSync(path, `before\n${other}<!-- measured: sweep -->\nold\n<!-- end -->\nafter\n`);
    writeBlock(path, "sweep", "new");
    const written = readFileSync(path, "utf8");
    expect(written).toMatch(/^before\n<!-- measured: other -->\nkept\n<!-- end -->\n/);
    expect(written).toMatch(/<!-- measured: sweep -->\nnew\n\nMeasured \d{4}-\d\d-\d\d on \d+ cores \(/);
    expect(written).toMatch(
      /, Node v24[^,]+, with `npm run bench -- --only sweep`\.\n<!-- end -->\nafter\n$/,
    );
    expect(readBlock(path, "sweep")).toBe("new");
    expect(() => readBlock(path, "missing")).toThrow("has no place for missing");
    expect(() => writeBlock(path, "missing", "new")).toThrow("has no place for missing");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
