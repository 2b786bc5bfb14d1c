import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";
import { createStaffAccount, type StaffAccount } from "../stack/staff/staffAccount.ts";
import { localSecret, totpAt } from "../stack/totp/totp.ts";
import { launch, newTablet } from "./pages/browser.ts";
import { checkPhone, expectVerdict, giveWords, signIn } from "./pages/clerk.ts";
import { newCustomer, readOut } from "./pages/customer.ts";
import { lookOver, press } from "./pages/lookOver.ts";
import { readQr } from "./pages/qrCodes.ts";

const { hostingUrl, ...addresses } = addressesOfStack();
const shop = `${hostingUrl}/shop/`;
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A clerk as on the first day: a password, and no second factor. */
function newClerk(isEmailVerified = true): Promise<StaffAccount> {
  return createStaffAccount(addresses, "clerk", {
    shopId: "shop-1",
    hasSecondFactor: false,
    isEmailVerified,
  });
}

/** What the clerk's authenticator app takes in, once the page offers it. */
async function scanKey(page: Page): Promise<URL> {
  await page.getByRole("heading", { name: "認証アプリを設定する" }).waitFor();
  return new URL(await readQr(page.getByRole("img", { name: "認証アプリ用のQRコード" })));
}

/** A code that the app doesn't show. */
const wrongCode = (secret: string) => (totpAt(Date.now(), secret) === "000000" ? "000001" : "000000");

async function giveCode(page: Page, label: string, code: string): Promise<void> {
  await page.getByLabel(label).fill(code);
  await page.keyboard.press("Enter");
}

test("a new clerk enrols an authenticator app from its QR code, signs in anew with it, and checks a phone", async () => {
  const clerk = await newClerk();
  const { page } = await newTablet(browser);
  await page.goto(shop);
  await giveWords(page, clerk);
  const key = await scanKey(page);
  const secret = key.searchParams.get("secret") ?? "";
  expect([key.protocol, key.host]).toEqual(["otpauth:", "totp"]);
  expect(decodeURIComponent(key.pathname)).toBe(`/127.0.0.1:${clerk.email}`);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect((await page.locator("code").textContent())?.replaceAll(" ", "")).toBe(secret);
  await lookOver(page);

  await giveCode(page, "アプリに表示された6桁のコード", wrongCode(secret));
  await page.getByRole("alert").getByText("確認コードが違います").waitFor();
  await lookOver(page);
  await giveCode(page, "アプリに表示された6桁のコード", totpAt(Date.now(), secret));
  await page.getByRole("status").getByText("認証アプリを設定しました").waitFor();
  await lookOver(page);

  await giveWords(page, clerk);
  await giveCode(page, "認証アプリの6桁のコード", totpAt(Date.now(), localSecret));
  await page.getByRole("alert").getByText("確認コードが違います").waitFor();
  await giveCode(page, "認証アプリの6桁のコード", totpAt(Date.now(), secret));
  await page.getByRole("button", { name: "サインアウト" }).waitFor();
  await checkPhone(page, await readOut(await newCustomer()));
  await expectVerdict(page, "失効していません");
  await page.context().close();
}, 120_000);

test("whoever goes on without an app is refused by the service, and signed out; the code stays good", async () => {
  const clerk = await newClerk();
  const customer = await newCustomer();
  const code = await readOut(customer);
  const { page } = await newTablet(browser);
  await page.goto(shop);
  await giveWords(page, clerk);
  await scanKey(page);
  await press(page, "設定せずに続ける");
  await checkPhone(page, code);
  await page.getByRole("alert").getByText("not_signed_in").waitFor();
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  await lookOver(page);
  await signIn(page, undefined, await createStaffAccount(addresses, "clerk", { shopId: "shop-1" }));
  await checkPhone(page, code);
  await expectVerdict(page, "失効していません");
  await page.context().close();
}, 60_000);

test("an address that nobody vouched for is told, and so is an account that was disabled meanwhile", async () => {
  const { page } = await newTablet(browser);
  await page.goto(shop);
  await giveWords(page, await newClerk(false));
  await page.getByRole("alert").getByText("メールアドレスが確認済みになっていない").waitFor();
  await lookOver(page);
  await press(page, "戻る");

  const clerk = await newClerk();
  await giveWords(page, clerk);
  const secret = (await scanKey(page)).searchParams.get("secret") ?? "";
  await clerk.disable();
  await giveCode(page, "アプリに表示された6桁のコード", totpAt(Date.now(), secret));
  await page.getByRole("alert").getByText("このアカウントは停止されています").waitFor();
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  await page.context().close();
}, 60_000);
