import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";
import { shopIds } from "../stack/shopIds.ts";
import { createStaffAccount, type StaffAccount } from "../stack/staff/staffAccount.ts";
import { launch, newTablet } from "./pages/browser.ts";
import { checkPhone, expectVerdict, signIn } from "./pages/clerk.ts";
import { erasedAtHome, newCustomer, phones, readOut, revokeByCard } from "./pages/customer.ts";
import { lookOver, press } from "./pages/lookOver.ts";

const addresses = addressesOfStack();
const shop = `${addresses.hostingUrl}/shop/`;
let browser: Browser;
let clerk: StaffAccount;

beforeAll(async () => {
  browser = await launch("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
  clerk = await createStaffAccount(addresses, "clerk", { shopId: shopIds.usual });
});
afterAll(() => browser.close());

const focused = (page: Page) => page.evaluate("document.activeElement.textContent");

/** How often something was sent to an address that ends so. */
function countSent(page: Page, end: string): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith(end)) count += 1;
  });
  return () => count;
}

test("a button pressed twice sends once", async () => {
  const customer = await newCustomer();
  const code = await readOut(customer);
  await phones.flip(customer.phone, { online: false });
  await revokeByCard(customer);
  const { page } = await newTablet(browser);
  const [checks, pulls] = [countSent(page, "/v1/clearances"), countSent(page, "/pulls")];
  await signIn(page, shop, clerk);
  await page.getByLabel("受付番号とコード").fill(code);
  await page.getByRole("button", { name: "確認する" }).dblclick();
  await expectVerdict(page, "削除されていません");
  await page.getByRole("button", { name: "今すぐ端末に削除させる" }).dblclick();
  await page.getByRole("img", { name: "QRコードを読み取って" }).waitFor();
  expect([checks(), pulls()]).toEqual([1, 1]);
  await page.context().close();
}, 120_000);

test("whoever goes back to a page that a clerk has left finds nobody signed in, and nothing on it", async () => {
  const { page } = await newTablet(browser);
  await signIn(page, shop, clerk);
  await checkPhone(page, await readOut(await newCustomer()));
  await expectVerdict(page, "失効していません");
  // A browser that keeps pages tells them so; Playwright's Chromium keeps none.
  await page.evaluate(`dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))`);
  expect(await page.evaluate("document.body.innerText")).toBe("");
  await page.evaluate(`dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))`);
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  expect(await page.getByLabel("メールアドレス").inputValue()).toBe("");
  await page.goto(`${addresses.hostingUrl}/verify/`);
  await page.goBack();
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  await page.context().close();
}, 60_000);

test("a lost connection is told at once, also of a phone about which nothing is asked any more", async () => {
  const { page, context } = await newTablet(browser);
  await signIn(page, shop, clerk);
  await checkPhone(page, await readOut(await erasedAtHome()));
  await expectVerdict(page, "引き取れます");
  await context.setOffline(true);
  const told = page.getByRole("status").getByText("インターネットに接続していません");
  await told.waitFor();
  await lookOver(page);
  await context.setOffline(false);
  await told.waitFor({ state: "detached" });

  await page.goto(`${addresses.hostingUrl}/verify/`);
  await page.getByLabel("証明（QRコードの内容）").fill("anything");
  await context.setOffline(true);
  await told.waitFor();
  await press(page, "確かめる");
  await page.getByRole("alert").getByText("確認に使う鍵を取得できません").waitFor();
  await lookOver(page);
  await context.setOffline(false);
  await press(page, "確かめる");
  await expectVerdict(page, "証明を読み取れません");
  await page.context().close();
}, 120_000);

test("a page that can't load what signs in says so, and loads it once the connection is back", async () => {
  const { page } = await newTablet(browser);
  await page.route("**/assets/firebaseSession-*", (route) => route.abort());
  await page.goto(`${shop}#c=4821573906`);
  await page.getByRole("alert").getByText("サービスに接続できません").waitFor();
  await lookOver(page);
  await page.unroute("**/assets/firebaseSession-*");
  await press(page, "もう一度試す");
  await signIn(page, undefined, clerk);
  expect(await page.getByLabel("受付番号とコード").inputValue()).toBe("4821 573906");
  expect(page.url()).toBe(shop);
  await page.context().close();
}, 60_000);

test("the camera opens under its button, which keeps the focus and closes it; without a line for its reader it says so", async () => {
  const { page, context } = await newTablet(browser, { permissions: ["camera"] });
  await signIn(page, shop, clerk);
  await context.setOffline(true);
  await page.getByRole("button", { name: "QRコードを読み取る" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("読み取り機能を読み込めませんでした").waitFor();
  await lookOver(page);
  await page.getByRole("button", { name: "カメラを閉じる" }).focus();
  await page.keyboard.press("Enter");
  await context.setOffline(false);
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("QRコードをカメラに向けてください").waitFor();
  await lookOver(page);
  await page.getByRole("button", { name: "カメラを閉じる" }).focus();
  await page.keyboard.press("Enter");
  expect(await focused(page)).toBe("QRコードを読み取る");
  await page.context().close();
}, 60_000);

test("when a check is over the page says so where the focus is, and what to do", async () => {
  const { page } = await newTablet(browser);
  await page.clock.install();
  await signIn(page, shop, clerk);
  await checkPhone(page, await readOut(await erasedAtHome()));
  await expectVerdict(page, "引き取れます");
  for (let minutes = 0; minutes < 28; minutes += 14) {
    await page.clock.fastForward("14:00");
    await page.keyboard.press("Shift");
  }
  await page.clock.fastForward("02:30");
  await page.getByText("この確認は終了しました").waitFor();
  expect(await focused(page)).toContain("お客さまに新しい番号を作ってもらってください");
  await lookOver(page);
  await press(page, "次の端末");
  await page.getByLabel("受付番号とコード").waitFor();
  await page.context().close();
}, 60_000);
