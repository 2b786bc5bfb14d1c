import type { Page } from "../page.ts";
import type { Shop } from "../shop.ts";

/** What every part of the page is given: what is to be seen, and whom to tell what the clerk does. */
export interface PartProps {
  readonly page: Page;
  readonly shop: Shop;
}
