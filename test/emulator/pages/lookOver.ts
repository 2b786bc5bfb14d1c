import type { Page } from "playwright-core";
import { expectAccessible } from "./browser.ts";
import { shoot } from "./screenshot.ts";

/** Presses the button with this name. */
export function press(page: Page, name: string): Promise<void> {
  return page.getByRole("button", { name, exact: true }).click();
}

/** Checks a page that is in Japanese for accessibility and pictures it, in both languages, and leaves it in Japanese. */
export async function lookOver(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await shoot(page, `${name}-ja`);
  await press(page, "English");
  await expectAccessible(page);
  await shoot(page, `${name}-en`);
  await press(page, "日本語");
}
