import type { Page } from "playwright-core";
import { expectAccessible } from "./browser.ts";
import { shoot } from "./screenshot.ts";

/** Presses the button with this name. */
export function press(page: Page, name: string): Promise<void> {
  return page.getByRole("button", { name, exact: true }).click();
}

/** Checks a page for accessibility in both languages, with a picture of each where it has a name; leaves it in Japanese. */
export async function lookOver(page: Page, name?: string): Promise<void> {
  await expectAccessible(page);
  if (name) await shoot(page, `${name}-ja`);
  await press(page, "English");
  await expectAccessible(page);
  if (name) await shoot(page, `${name}-en`);
  await press(page, "日本語");
}
