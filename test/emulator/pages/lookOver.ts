import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible } from "./browser.ts";
import { shoot } from "./screenshot.ts";

/** Presses the button with this name. */
export function press(page: Page, name: string): Promise<void> {
  return page.getByRole("button", { name, exact: true }).click();
}

/**
 * Checks a page in both languages, for accessibility and on a screen as narrow as a small phone's, with a picture of each where it
 * has a name; leaves it in Japanese.
 */
export async function lookOver(page: Page, name?: string): Promise<void> {
  await expectAccessible(page);
  await expectNarrow(page);
  if (name) await shoot(page, `${name}-ja`);
  await press(page, "English");
  await expectAccessible(page);
  await expectNarrow(page);
  if (name) await shoot(page, `${name}-en`);
  await press(page, "日本語");
}

/**
 * Fails where something is wider than a screen of 320 px, which is also what a screen of 1280 px has to show at 400 % (WCAG 1.4.10):
 * nobody reads a line by scrolling along it.
 */
export async function expectNarrow(page: Page): Promise<void> {
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(tooWide);
  if (usual) await page.setViewportSize(usual);
  expect(wide).toEqual([]);
}

const tooWide = `[...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth)
  .map((one) => one.outerHTML.slice(0, 200))`;
