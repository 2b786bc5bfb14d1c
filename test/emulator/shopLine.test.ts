import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";
import { shopIds } from "../stack/shopIds.ts";
import { createStaffAccount, type StaffAccount } from "../stack/staff/staffAccount.ts";
import { totpAt } from "../stack/totp/totp.ts";
import { expectAccessible, launch, newTablet } from "./pages/browser.ts";
import { checkPhone, expectVerdict, signIn } from "./pages/clerk.ts";
import { newCustomer, phones, readOut, revokeByCard } from "./pages/customer.ts";
import { lookOver, press } from "./pages/lookOver.ts";
import { filmOf } from "./pages/qrCodes.ts";

const addresses = addressesOfStack();
const shop = `${addresses.hostingUrl}/shop/`;
let browser: Browser;
let clerk: StaffAccount;

beforeAll(async () => {
  browser = await launch();
  clerk = await createStaffAccount(addresses, "clerk", { shopId: shopIds.usual });
});
afterAll(() => browser.close());

test("a clerk without a mouse goes from signing in to pulling with the keyboard alone", async () => {
  const customer = await newCustomer();
  const code = await readOut(customer);
  await phones.flip(customer.phone, { online: false });
  await revokeByCard(customer);
  const { page } = await newTablet(browser);
  const { keyboard } = page;
  await page.goto(shop);
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  await keyboard.type(clerk.email);
  await keyboard.press("Tab");
  await keyboard.type(clerk.password);
  await keyboard.press("Enter");
  await page.getByLabel("認証アプリの6桁のコード").waitFor();
  await keyboard.type(totpAt(Date.now()));
  await keyboard.press("Enter");
  await page.getByLabel("受付番号とコード").waitFor();
  await keyboard.type(code);
  await keyboard.press("Enter");
  await expectVerdict(page, "削除されていません");
  expect(await page.evaluate("document.activeElement.tagName")).toBe("H2");
  await keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("今すぐ端末に削除させる");
  await keyboard.press("Enter");
  await page.getByRole("img", { name: "QRコードを読み取って" }).waitFor();
  // The button is gone, and the focus isn't lost with it.
  expect(await page.evaluate("document.activeElement.tagName")).toBe("H2");
  await page.context().close();
}, 120_000);

test("on a slow line the page says that it works; without a line it says so, and the same request is sent again", async () => {
  const customer = await newCustomer();
  const code = await readOut(customer);
  const { page, context } = await newTablet(browser);
  const line = await context.newCDPSession(page);
  // What Chromium's own tools call slow 3G.
  const slow = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
  const setLine = (offline: boolean) => line.send("Network.emulateNetworkConditions", { ...slow, offline });
  await setLine(false);
  await signIn(page, shop, clerk);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/v1/clearances")) sent.push(request.postData() ?? "");
  });
  await setLine(true);
  await checkPhone(page, code);
  await page.getByRole("alert").getByText("サービスに接続できません").waitFor();
  await lookOver(page);
  await setLine(false);
  await press(page, "もう一度試す");
  await page.getByRole("button", { name: "確認しています…" }).waitFor();
  await expectVerdict(page, "失効していません");
  expect(sent).toHaveLength(2);
  expect(sent[1]).toBe(sent[0]);

  await setLine(true);
  await page.getByRole("status").getByText("接続が切れています").waitFor();
  await expectAccessible(page);
  await setLine(false);
  await page.getByRole("status").getByText("接続が切れています").waitFor({ state: "detached" });
  await page.context().close();
}, 120_000);

test("the camera reads the customer's QR code, and the verdict is there without anything typed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "katazuke-film-"));
  const film = join(folder, "code.y4m");
  const customer = await newCustomer();
  const { qr } = await phones.handOverCode(customer.phone);
  writeFileSync(film, filmOf(qr));
  const seeing = await launch(
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  );
  const { page, complaints } = await newTablet(seeing, { permissions: ["camera"] });
  await signIn(page, shop, clerk);
  await press(page, "QRコードを読み取る");
  await expectVerdict(page, "失効していません");
  expect(complaints).toEqual([]);
  await seeing.close();
  rmSync(folder, { recursive: true });
}, 120_000);

test("without a camera, or without leave to use it, the page says to type instead", async () => {
  const { page } = await newTablet(browser);
  await signIn(page, shop, clerk);
  await press(page, "QRコードを読み取る");
  await page.getByRole("alert").getByText("カメラを使えません").waitFor();
  await expectAccessible(page);
  await press(page, "カメラを閉じる");
  await page.getByRole("button", { name: "QRコードを読み取る" }).waitFor();
  await page.context().close();
}, 120_000);
