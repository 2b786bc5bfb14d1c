import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../stack/root.ts";

const folder = join(root, "hosting/src/shared");
const style = readdirSync(folder)
  .filter((name) => name.endsWith(".css"))
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .join("\n");

/** A colour of the style sheet's, as red, green and blue. */
function colour(name: string): readonly [number, number, number] {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(style)?.[1] ?? "";
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

/** WCAG 2.2, relative luminance. */
function luminance(parts: readonly [number, number, number]): number {
  const [red, green, blue] = parts.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** WCAG 2.2, contrast ratio: 1 to 21. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(colour(one)), luminance(colour(other))].toSorted(
    (a, b) => b - a,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

test("black on white would be 21, which is how contrast is told here", () => {
  expect((luminance([255, 255, 255]) + 0.05) / (luminance([0, 0, 0]) + 0.05)).toBeCloseTo(21);
});

describe("words stand out 4.5 to 1 (WCAG 1.4.3)", () => {
  test.each(["clear", "stop", "wait", "unsure", "act", "ink", "quiet"])(
    "%s and the paper's white",
    (name) => {
      expect(contrast(name, "paper")).toBeGreaterThanOrEqual(4.5);
    },
  );
  test.each(["ink", "quiet"])("%s on the ground around the sections", (name) => {
    expect(contrast(name, "ground")).toBeGreaterThanOrEqual(4.5);
  });
});

describe("what isn't words stands out 3 to 1 (WCAG 1.4.11)", () => {
  test.each(["paper", "ground"])("a field's border and a button's from %s", (around) => {
    expect(contrast("line", around)).toBeGreaterThanOrEqual(3);
    expect(contrast("act", around)).toBeGreaterThanOrEqual(3);
  });
  test.each(["paper", "ground", "clear", "stop", "wait", "unsure", "act"])(
    "one of the two rings around what has the focus, on %s",
    (around) => {
      expect(Math.max(contrast("ring", around), contrast("ink", around))).toBeGreaterThanOrEqual(3);
    },
  );
  test("and one of those rings from the other", () => {
    expect(contrast("ring", "ink")).toBeGreaterThanOrEqual(3);
  });
});

test("letters grow with the size that somebody has set in the browser", () => {
  expect(/^:root \{[^}]*font-size: (\S+);/m.exec(style)?.[1]).toMatch(/%$/);
  expect(style).not.toMatch(/font-size: [\d.]+(?:px|pt)/);
});
