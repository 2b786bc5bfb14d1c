import type { Page } from "./page.ts";

/** Whether a proof made now would say that the phone itself never answered, so that a buyer is told it may be another's. */
export function isWordWeak({ view, proof }: Pick<Page, "view" | "proof">): boolean {
  return view?.mayBeProven === true && proof === undefined && view.shopsWord === "shopByCode";
}
