import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../../stack/root.ts";

/** Keeps a picture of the page for the documents, with `WRITE_DOCS=1` alone: no two machines draw the same. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env.WRITE_DOCS !== "1") return;
  const folder = join(root, "docs/screenshots");
  mkdirSync(folder, { recursive: true });
  await page.evaluate("window.scrollTo(0, 0)");
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: "disabled" });
}
