import type { AuditedAct } from "../domain/audit.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { registerShop, type Shop, type ShopState, type ShopTerms, withShopState } from "../domain/shop.ts";
import { appendRegister, readRegister } from "./appendRegister.ts";
import type { Clock, Transact } from "./ports.ts";

interface Ports {
  readonly transact: Transact<"shops" | "registers" | "audit">;
  readonly clock: Clock;
}

/** Registers a shop, or changes what it is called and whether it needs two people, as `registerShop` decides. */
export function addShop(terms: ShopTerms, ports: Ports): Promise<Decision<Shop>> {
  return change(terms.shopId, ports, (known, now) => {
    const shop = registerShop(known, terms, now);
    return isRefused(shop) ? shop : { shop, act: known ? "shopChanged" : "shopRegistered" };
  });
}

/** Shuts a shop out at once with all of its clerks, or lets it in again. Refused with `malformed_request` where there is none. */
export function setShopState(shopId: string, state: ShopState, ports: Ports): Promise<Decision<Shop>> {
  const act = state === "active" ? "shopEnabled" : "shopDisabled";
  return change(shopId, ports, (known, now) =>
    known ? { shop: withShopState(known, state, now), act } : noSuchShop,
  );
}

/** There is no shop under an id. */
export const noSuchShop = refuse(
  "malformed_request",
  "There is no such shop; `shop list` shows which there are.",
);

type Decide = (known: Shop | undefined, now: Date) => Decision<{ shop: Shop; act: AuditedAct }>;

/** A change and its entry in the register's chain, in one transaction; what changes nothing is not told. */
function change(shopId: string, { transact, clock }: Ports, decide: Decide): Promise<Decision<Shop>> {
  return transact(async (records) => {
    const now = clock();
    const known = await records.shops.read(shopId);
    const register = await readRegister(records);
    const decided = decide(known, now);
    if (isRefused(decided)) return decided;
    const { shop, act } = decided;
    if (shop === known) return shop;
    records.shops.keep(shop);
    const subjects = [`shops/${shopId}`];
    appendRegister(records, register, [{ act, actor: "admin", method: "projectRights", subjects, at: now }]);
    return shop;
  });
}
