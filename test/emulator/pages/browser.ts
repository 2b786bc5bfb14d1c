import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { z } from "zod";
import { findChromium } from "../../stack/chromium.ts";

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the system's Chromium, headless, with a new profile that goes when it does. */
export function launch(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(process.env), args: [...args, ...more] });
}

/** A tablet held upright, with everything that its pages complain of: what the browser refuses them is a failure too. */
export interface Tablet {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console was told since; a test that expects nothing compares it with nothing. */
  readonly complaints: string[];
}

const tablet = { viewport: { width: 800, height: 1100 }, hasTouch: true } as const;

/** A tablet of its own in a browser; every page on it can be checked for accessibility. */
export async function newTablet(browser: Browser, options: { permissions?: string[] } = {}): Promise<Tablet> {
  const context = await browser.newContext({
    ...tablet,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    ...options,
  });
  await context.addInitScript({ content: axeSource });
  context.setDefaultTimeout(40_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, context, complaints };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const Results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.unknown()),
});

/** Fails on any violation that axe finds on the page as it is now, WCAG 2.2 AA and its best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const results = Results.parse(await page.evaluate("axe.run(document)"));
  const found = results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
  );
  expect(found).toEqual([]);
  // So that a page on which nothing was looked at doesn't pass.
  expect(results.passes.length).toBeGreaterThan(5);
}
