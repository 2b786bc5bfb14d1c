import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";
import { createStaffAccount, type StaffAccount } from "../stack/staff/staffAccount.ts";
import { totpAt } from "../stack/totp/totp.ts";
import { expectAccessible, launch, newTablet } from "./pages/browser.ts";
import { giveWords, signIn } from "./pages/clerk.ts";

const { hostingUrl, ...addresses } = addressesOfStack();
const shop = `${hostingUrl}/shop/`;
let browser: Browser;
let clerk: StaffAccount;

beforeAll(async () => {
  browser = await launch();
  clerk = await createStaffAccount(addresses, "clerk", { shopId: "shop-1" });
});
afterAll(() => browser.close());

test("a clerk signs in with the password and the code of the authenticator app, and out again", async () => {
  const { page, complaints } = await newTablet(browser);
  await page.goto(shop);
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  await expectAccessible(page);
  await giveWords(page, clerk);
  const code = page.getByLabel("認証アプリの6桁のコード");
  await code.waitFor();
  await expectAccessible(page);
  await code.fill("000000" === totpAt(Date.now()) ? "000001" : "000000");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("確認コードが違います").waitFor();
  await expectAccessible(page);
  await code.fill(totpAt(Date.now()));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "端末を確認する" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "サインアウト" }).click();
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  expect(await page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")).toEqual([
    0,
    0,
    "",
  ]);
  expect(await page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")).toEqual([
    // The SDK's own: the days on which it was used, and its version.
    "firebase-heartbeat-database",
  ]);
  // The wrong code was answered with 400, which the browser notes.
  expect(complaints.filter((line) => !line.includes("400"))).toEqual([]);
  await page.context().close();
});

test("a wrong password is told in words, and what was typed can be mended", async () => {
  const { page } = await newTablet(browser);
  await page.goto(shop);
  await giveWords(page, { ...clerk, password: "wrong" });
  await page.getByRole("alert").getByText("メールアドレスかパスワードが違います").waitFor();
  await giveWords(page, clerk);
  await page.getByLabel("認証アプリの6桁のコード").waitFor();
  await page.context().close();
});

test("a link's code waits in the field and is gone from the address; the language stays chosen", async () => {
  const { page } = await newTablet(browser);
  await signIn(page, `${shop}#c=4821573906`, clerk);
  expect(await page.getByLabel("受付番号とコード").inputValue()).toBe("4821 573906");
  expect(page.url()).toBe(shop);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Check a phone" }).waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("en");
  await expectAccessible(page);
  await page.reload();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.context().close();
});

test("a tablet that nobody touches for a quarter of an hour is signed out, and says why", async () => {
  const { page } = await newTablet(browser);
  await page.clock.install();
  await signIn(page, shop, clerk);
  await page.clock.fastForward("14:00");
  await page.keyboard.press("Shift");
  await page.clock.fastForward("14:00");
  expect(await page.getByRole("button", { name: "サインアウト" }).count()).toBe(1);
  await page.clock.fastForward("01:00");
  await page.getByRole("alert").getByText("15分間操作がなかった").waitFor();
  await expectAccessible(page);
  await page.context().close();
});
