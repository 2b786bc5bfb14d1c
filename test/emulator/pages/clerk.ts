import type { Page } from "playwright-core";
import { totpAt } from "../../stack/totp/totp.ts";

/** Whoever signs in to the shop's page. */
export interface ClerkLogin {
  readonly email: string;
  readonly password: string;
}

/** Opens the shop's page, unless it is open, and signs a clerk in, in Japanese, with password and authenticator app. */
export async function signIn(page: Page, url: string | undefined, login: ClerkLogin): Promise<void> {
  if (url !== undefined) await page.goto(url);
  await giveWords(page, login);
  await page.getByLabel("認証アプリの6桁のコード").fill(totpAt(Date.now()));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "サインアウト" }).waitFor();
}

/** Types what the customer reads out, and sends it off. */
export async function checkPhone(page: Page, code: string): Promise<void> {
  await page.getByLabel("受付番号とコード").fill(code);
  await page.keyboard.press("Enter");
}

/** Waits for a verdict with these words in its heading; failing, it tells what the page says instead. */
export async function expectVerdict(page: Page, words: string): Promise<void> {
  const heading = page.getByRole("heading", { name: words });
  await heading.waitFor().catch(async () => {
    throw new Error(`no heading says ${words}, but: ${await page.locator("main").textContent()}`);
  });
}

/** Types the e-mail address and the password, and sends them off. */
export async function giveWords(page: Page, { email, password }: ClerkLogin): Promise<void> {
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード").fill(password);
  await page.keyboard.press("Enter");
}
