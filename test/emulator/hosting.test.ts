import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { addressesOfStack } from "../stack/addresses.ts";
import { required } from "./emulated.ts";
import { expectAccessible, launch, newTablet } from "./pages/browser.ts";
import { expectNarrow } from "./pages/lookOver.ts";

const { hostingUrl } = addressesOfStack();
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each([["/"], ["/shop/"], ["/verify/"], ["/open/?do=fetchCommands"]])("%s", (path) => {
  test("is served under a policy that lets nothing foreign in, and asked for anew each time", async () => {
    const { status, headers } = await fetch(`${hostingUrl}${path}`);
    expect(status).toBe(200);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("strict-transport-security")).toBe("max-age=63072000");
    expect(headers.get("permissions-policy")).toBe("camera=(self), microphone=(), geolocation=()");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toBe("no-cache");
  });

  test("is accessible as it is loaded, and the browser has nothing to complain of", async () => {
    const { page, complaints } = await newTablet(browser);
    await page.goto(`${hostingUrl}${path}`);
    await page.getByRole("heading").first().waitFor();
    await expectAccessible(page);
    await expectNarrow(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** As they are on the stage of the stack that runs: a build beside it may be older. */
const pages = join(dirname(required("KATAZUKE_STACK")), "hosting/dist");
const assets = join(pages, "assets");

describe("the files that make the app take the shop's links", () => {
  const files = ["assetlinks.json", "apple-app-site-association"];
  const folder = join(pages, ".well-known");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(files)("%s isn't made up: it is there once a deployer puts it there, as JSON", async (name) => {
    const get = () => fetch(`${hostingUrl}/.well-known/${name}`, { redirect: "error" });
    expect((await get()).status).toBe(404);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), '{"put":"there"}');
    const answer = await get();
    expect([answer.status, await answer.json()]).toEqual([200, { put: "there" }]);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json(;|$)/);
  });

  test("hide nothing of what is published beside them", async () => {
    const { keys } = z
      .object({ keys: z.array(z.unknown()) })
      .parse(await (await fetch(`${hostingUrl}/.well-known/jwks.json`)).json());
    expect(keys.length).toBeGreaterThan(0);
  });
});

test("what is named by its content is kept for good", async () => {
  for (const name of readdirSync(assets)) {
    const { status, headers } = await fetch(`${hostingUrl}/assets/${name}`);
    expect([status, headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
  }
});

test("all that the pages ever load is small enough for a slow line", async ({ annotate }) => {
  const sizes = readdirSync(assets).map((name) => gzipSync(readFileSync(join(assets, name))).length);
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  await annotate(`all scripts and styles of all pages: ${kilobytes.toFixed(0)} kB (gzip)`);
  expect(kilobytes).toBeLessThan(125);
});
