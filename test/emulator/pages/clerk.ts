import type { Page } from "playwright-core";
import { totpAt } from "../../stack/totp/totp.ts";

/** Whoever signs in to the shop's page. */
export interface ClerkLogin {
  readonly email: string;
  readonly password: string;
}

/** Opens the shop's page and signs a clerk in, in Japanese, with the password and the authenticator app. */
export async function signIn(page: Page, url: string, { email, password }: ClerkLogin): Promise<void> {
  await page.goto(url);
  await giveWords(page, { email, password });
  await page.getByLabel("認証アプリの6桁のコード").fill(totpAt(Date.now()));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "端末を確認する" }).waitFor();
}

/** Types the e-mail address and the password, and sends them off. */
export async function giveWords(page: Page, { email, password }: ClerkLogin): Promise<void> {
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード").fill(password);
  await page.keyboard.press("Enter");
}
