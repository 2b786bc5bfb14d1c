import { type Decision, refuse } from "./refusal.ts";

/** Whether a shop's clerks may check phones: one that was shut out keeps its record. */
export const shopStates = ["active", "disabled"] as const;
export type ShopState = (typeof shopStates)[number];

/** A carrier's shop or a used-phone dealer's, whose clerks may check phones. */
export interface Shop {
  readonly shopId: string;
  /** What the holder of a phone that was checked is told of where. */
  readonly name: string;
  readonly state: ShopState;
  /** Whether an initialisation counts only once a second clerk has said the same. */
  readonly needsTwoPeople: boolean;
  readonly registeredAt: Date;
  readonly changedAt: Date;
}

/** What a shop is registered with. */
export type ShopTerms = Pick<Shop, "shopId" | "name" | "needsTwoPeople">;

const longestName = 60;

/**
 * The shop as registered: active when it is new; one that is known keeps its state, with its terms as they are now, and the same
 * again changes nothing. Refused with `malformed_request` for an id or name that doesn't fit.
 */
export function registerShop(known: Shop | undefined, terms: ShopTerms, now: Date): Decision<Shop> {
  const { shopId, name, needsTwoPeople } = terms;
  if (!isShopId(shopId))
    return refuse("malformed_request", "A shop's id: letters, digits and hyphens, 64 at most.");
  if (name.trim() === "" || name.length > longestName || /[\p{C}\p{Zl}\p{Zp}]/u.test(name))
    return refuse("malformed_request", `A shop's name: one line of ${longestName} characters at most.`);
  if (!known) return { shopId, name, state: "active", needsTwoPeople, registeredAt: now, changedAt: now };
  const isSame = known.name === name && known.needsTwoPeople === needsTwoPeople;
  return isSame ? known : { ...known, name, needsTwoPeople, changedAt: now };
}

/** The shop shut out, with all of its clerks, or let in again; a repeat changes nothing. */
export function withShopState(shop: Shop, state: ShopState, now: Date): Shop {
  return shop.state === state ? shop : { ...shop, state, changedAt: now };
}

/** Whether a text is a shop's id, as a clerk's account has it. */
export function isShopId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(text);
}
