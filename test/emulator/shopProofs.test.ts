import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleImei } from "../doubles/clearanceProofs.ts";
import { launch, newTablet } from "./pages/browser.ts";
import { checkPhone, expectVerdict } from "./pages/clerk.ts";
import { newCounter } from "./pages/counter.ts";
import { erasedAtHome, phones, readOut } from "./pages/customer.ts";
import { lookOver, press } from "./pages/lookOver.ts";
import { readQr } from "./pages/qrCodes.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const weakly = "この確認で発行する証明には「端末自身の応答なし」と記され";

test("of a phone erased before it came, a check by code gives less, which the clerk reads before and the buyer after", async () => {
  const customer = await erasedAtHome();
  const { page, complaints } = await newCounter(browser);
  await page.getByText("証明は弱いものになります").waitFor();
  await checkPhone(page, await readOut(customer));
  await expectVerdict(page, "引き取れます");
  await page.getByText(weakly).waitFor();
  const button = page.getByRole("button", { name: "証明を発行する" });
  expect(await button.getAttribute("aria-describedby")).toBe(await page.getByText(weakly).getAttribute("id"));
  await lookOver(page, "weak-word");
  const byCode = await prove(page);
  await verify(byCode, "この端末の証明か、確かではありません", "verify-by-code");

  await press(page, "次の端末");
  await checkPhone(page, (await phones.shown(customer.phone)).qr);
  await expectVerdict(page, "引き取れます");
  expect(await page.getByText(weakly).count()).toBe(0);
  await verify(await prove(page), "この端末は適切に処理されています");
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

async function prove(page: Page): Promise<string> {
  await press(page, "証明を発行する");
  await page.getByLabel("端末に表示されるIMEIまたは製造番号").fill(sampleImei);
  await page.keyboard.press("Enter");
  return readQr(page.getByRole("img", { name: "処理済みの証明" }));
}

/** A buyer opens the proof's link and types what the phone shows. */
async function verify(proof: string, found: string, name?: string): Promise<void> {
  const { page, complaints } = await newTablet(browser);
  await page.goto(proof);
  await page.getByLabel("端末に表示されるIMEIまたは製造番号").fill(sampleImei);
  await page.keyboard.press("Enter");
  await expectVerdict(page, found);
  expect(await page.evaluate("document.activeElement.tagName")).toBe("H2");
  await lookOver(page, name);
  expect(complaints).toEqual([]);
  await page.context().close();
}

test("a proof that nobody but the phone's former holder vouches for is doubtful to a buyer, and says whose word it is", async () => {
  const { qr } = await phones.clearanceProof((await erasedAtHome()).phone, sampleImei);
  await verify(qr, "この端末の証明か、誰も見ていません");
}, 120_000);
