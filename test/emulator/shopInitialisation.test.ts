import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shopIds } from "../stack/shopIds.ts";
import { expectAccessible, launch } from "./pages/browser.ts";
import { checkPhone, expectVerdict, signIn } from "./pages/clerk.ts";
import { newClerk, newCounter } from "./pages/counter.ts";
import { type Customer, newCustomer, phones, readOut, revokeByCard } from "./pages/customer.ts";
import { lookOver, press } from "./pages/lookOver.ts";
import { shoot } from "./pages/screenshot.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("an iPhone whose app can't erase is initialised: one clerk says so, a second one confirms", async () => {
  const customer = await newCustomer("ios");
  await phones.flip(customer.phone, { secureElement: "failing" });
  await revokeByCard(customer);
  const { page, complaints } = await newCounter(browser, shopIds.twoPeople);
  await checkPhone(page, await readOut(customer));
  await pullInVain(page, customer);
  await expectVerdict(page, "端末の初期化が必要です");
  await lookOver(page, "initialise");
  await press(page, "初期化したことを記録する");
  await thinkAgain(page);
  await press(page, "初期化したことを記録する");
  await press(page, "はい、確かめました");
  await page.getByText("一人目の担当者が初期化を記録しました").waitFor();
  await lookOver(page);
  expect(await page.getByRole("button", { name: "二人目として確認する" }).count()).toBe(0);
  await press(page, "別の担当者がサインインする");
  await signIn(page, undefined, await newClerk(shopIds.twoPeople));
  await expectVerdict(page, "端末の初期化が必要です");
  await press(page, "二人目として確認する");
  await press(page, "はい、確かめました");
  await expectVerdict(page, "引き取れます");
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

/** It is asked once more before anybody is sent elsewhere, and answers that it can't. */
async function pullInVain(page: Page, { phone }: Customer): Promise<void> {
  await expectVerdict(page, "削除されていません");
  const pulled = page.waitForResponse((response) => response.url().endsWith("/pulls"));
  await press(page, "今すぐ端末に削除させる");
  // The phone's answer before the pull would be one to the time before it.
  await pulled;
  await phones.open(phone);
}

/** The question before what can't be taken back: whoever presses once too often says no, and Escape means no. */
async function thinkAgain(page: Page): Promise<void> {
  await page.getByRole("dialog").waitFor();
  expect(await page.evaluate("document.activeElement.textContent")).toBe("やめる");
  await expectAccessible(page);
  await shoot(page, "initialise-question-ja");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

test("an Android phone that can't erase goes to its maker: there is nothing for the clerk to press", async () => {
  const customer = await newCustomer();
  await phones.flip(customer.phone, { secureElement: "failing" });
  await revokeByCard(customer);
  const { page } = await newCounter(browser);
  await checkPhone(page, await readOut(customer));
  await pullInVain(page, customer);
  await page.getByText("メーカー").first().waitFor();
  expect(await page.locator("main").getByRole("button").allInnerTexts()).toEqual(["次の端末"]);
  await lookOver(page, "ask-maker");
  await page.context().close();
}, 180_000);

test("of a phone that somebody else has enrolled meanwhile, nothing can be told", async () => {
  const seller = await newCustomer();
  const code = await readOut(seller);
  await phones.flip(seller.phone, { online: false });
  await revokeByCard(seller);
  await phones.flip(seller.phone, { sold: { to: await phones.newHolder() }, online: true });
  await phones.enrol(seller.phone, { proven: true });
  const { page } = await newCounter(browser);
  await checkPhone(page, code);
  await expectVerdict(page, "確認できません");
  await lookOver(page, "unknown");
  await page.context().close();
}, 180_000);
