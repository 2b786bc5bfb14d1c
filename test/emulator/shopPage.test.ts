import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";
import { expectAccessible, launch, newTablet } from "./pages/browser.ts";
import { checkPhone, expectVerdict } from "./pages/clerk.ts";
import { newCounter } from "./pages/counter.ts";
import { type Customer, newCustomer, phones, readOut, revokeByCard } from "./pages/customer.ts";
import { lookOver, press } from "./pages/lookOver.ts";
import { readQr } from "./pages/qrCodes.ts";

const { hostingUrl } = addressesOfStack();
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("a trade-in: not revoked, revoked on the spot, pulled, green once the phone answers, proven, verified by a buyer", async ({
  annotate,
}) => {
  const customer = await newCustomer();
  const { page, complaints } = await newCounter(browser);
  await lookOver(page);
  await checkPhone(page, "0000 000000");
  await page.getByRole("alert").getByText("この番号は使えません").waitFor();
  await lookOver(page);

  const seconds = await timeToVerdict(page, customer);
  await annotate(`from the code to the verdict: ${seconds.toFixed(2)} s`);
  // The aim is one second, which a machine of its own keeps; one that other tests share is given more.
  expect(seconds).toBeLessThan(5);
  await lookOver(page, "revoke-first");
  await revokeByCard(customer);
  await expectVerdict(page, "削除されていません");
  await page.getByRole("status").getByText("削除されていません").waitFor({ state: "attached" });
  await lookOver(page);
  await pull(page, customer);
  await page.getByRole("status").getByText("引き取れます").waitFor({ state: "attached" });
  await lookOver(page, "clear");
  const proof = await prove(page);
  await lookOver(page, "proof");
  // The one wrong code was answered with 403, which the browser notes.
  expect(complaints.filter((line) => !line.includes("403"))).toEqual([]);
  await page.context().close();
  await verify(proof);
}, 180_000);

/** Two actions: the code, and Enter. */
async function timeToVerdict(page: Page, customer: Customer): Promise<number> {
  await page.getByLabel("受付番号とコード").fill(await readOut(customer));
  await phones.flip(customer.phone, { online: false });
  const startedAt = performance.now();
  await page.keyboard.press("Enter");
  await expectVerdict(page, "失効していません");
  return (performance.now() - startedAt) / 1000;
}

async function pull(page: Page, { phone }: Customer): Promise<void> {
  await press(page, "今すぐ端末に削除させる");
  const code = page.getByRole("img", { name: "QRコードを読み取って" });
  expect(await readQr(code)).toBe(`${hostingUrl}/open?do=fetchCommands`);
  await lookOver(page, "pull-now");
  await phones.flip(phone, { online: true });
  await phones.open(phone);
  await expectVerdict(page, "引き取れます");
}

async function prove(page: Page): Promise<string> {
  await press(page, "証明を発行する");
  const shown = page.getByLabel("端末に表示されるIMEIまたは製造番号");
  await shown.waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.getByText("IMEIまたは製造番号を入力してください").waitFor();
  await shown.fill("４９ 015420 323751 8");
  await page.keyboard.press("Enter");
  return readQr(page.getByRole("img", { name: "処理済みの証明" }));
}

/** A buyer opens the proof's link, without signing in, and types what the phone in their hand shows. */
async function verify(proof: string): Promise<void> {
  const { page, complaints } = await newTablet(browser);
  await page.goto(proof);
  const number = page.getByLabel("端末に表示されるIMEIまたは製造番号");
  await number.waitFor();
  expect(page.url()).toBe(`${hostingUrl}/verify/`);
  await lookOver(page);
  const type = async (shown: string, found: string) => {
    await number.fill(shown);
    await page.keyboard.press("Enter");
    await expectVerdict(page, found);
    await expectAccessible(page);
  };
  await type("", "端末の番号が入力されていません");
  await type("490154203237519", "番号が正しくありません");
  await type("356938035643809", "別の端末の証明です");
  await lookOver(page);
  await type("490154203237518", "この端末は適切に処理されています");
  await lookOver(page, "verify-genuine");
  const pasted = page.getByLabel("証明（QRコードの内容）");
  await pasted.fill(`${(await pasted.inputValue()).slice(0, -4)}AAAA`);
  await type("490154203237518", "この証明は本物ではありません");
  await pasted.fill("");
  await number.press("Enter");
  await page.getByText("証明を貼り付けるか").waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await page.context().close();
}
