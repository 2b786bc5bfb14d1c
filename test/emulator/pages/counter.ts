import type { Browser } from "playwright-core";
import { addressesOfStack } from "../../stack/addresses.ts";
import { shopIds } from "../../stack/shopIds.ts";
import { createStaffAccount, type StaffAccount } from "../../stack/staff/staffAccount.ts";
import { newTablet, type Tablet } from "./browser.ts";
import { signIn } from "./clerk.ts";

const addresses = addressesOfStack();

/** A clerk of a shop who has an account since just now. */
export function newClerk(shopId: string = shopIds.usual): Promise<StaffAccount> {
  return createStaffAccount(addresses, "clerk", { shopId });
}

/** A tablet of its own at a shop's counter, where a new clerk of that shop has signed in. */
export async function newCounter(browser: Browser, shopId?: string): Promise<Tablet> {
  const tablet = await newTablet(browser);
  await signIn(tablet.page, `${addresses.hostingUrl}/shop/`, await newClerk(shopId));
  return tablet;
}
