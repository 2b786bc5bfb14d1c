import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";
import type { StaffAccount } from "../stack/staff/staffAccount.ts";
import { expectAccessible, launch, newTablet } from "./pages/browser.ts";
import { signIn } from "./pages/clerk.ts";
import {
  type Customer,
  handOverCode,
  newClerk,
  newCustomer,
  openShop,
  phonesOf,
} from "./pages/counterBench.ts";

const addresses = addressesOfStack();
const shop = `${addresses.hostingUrl}/shop/`;
const phones = phonesOf(addresses);
let browser: Browser;
let clerk: StaffAccount;

beforeAll(async () => {
  browser = await launch();
  await openShop(addresses, { shopId: "shop-page" });
  clerk = await newClerk(addresses, "shop-page");
});
afterAll(() => browser.close());

const verdict = (page: Page, words: string) => page.getByRole("heading", { name: words }).waitFor();

/** Reads the customer's code into the field, as it is read out: in groups. */
async function typeCode(page: Page, customer: Customer): Promise<void> {
  const { receptionNumber, code } = await handOverCode(addresses, customer);
  await page.getByLabel("受付番号とコード").pressSequentially(`${receptionNumber} ${code}`);
}

test("not revoked, revoked on the spot, pulled: the page turns green when the phone answers", async () => {
  const customer = await newCustomer(phones, { addresses });
  const { page, complaints } = await newTablet(browser);
  await signIn(page, shop, clerk);
  await typeCode(page, customer);
  const startedAt = performance.now();
  await page.keyboard.press("Enter");
  await verdict(page, "失効していません");
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`from the code to the verdict: ${seconds.toFixed(3)} s`);
  expect(seconds).toBeLessThan(1);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await page.context().close();
});
