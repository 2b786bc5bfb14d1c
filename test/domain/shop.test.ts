import { describe, expect, test } from "vitest";
import { registerShop, withShopState } from "../../functions/src/domain/shop.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const terms = { shopId: "shop-12", name: "Kita Phones", needsTwoPeople: false };
const shop = { ...terms, state: "active", registeredAt: start, changedAt: start } as const;

describe("a shop", () => {
  test("is active as it is registered, and the same again changes nothing", () => {
    expect(registerShop(undefined, terms, start)).toEqual(shop);
    expect(registerShop(shop, terms, minutesLater(1))).toBe(shop);
  });

  test("changes its terms, and isn't let in by that", () => {
    const shut = withShopState(shop, "disabled", minutesLater(1));
    const changed = registerShop(shut, { ...terms, needsTwoPeople: true }, minutesLater(2));
    expect(changed).toEqual({ ...shop, needsTwoPeople: true, state: "disabled", changedAt: minutesLater(2) });
  });

  test("is shut out and let in again, each once", () => {
    const shut = withShopState(shop, "disabled", minutesLater(1));
    expect(withShopState(shut, "disabled", minutesLater(2))).toBe(shut);
    expect(withShopState(shut, "active", minutesLater(3))).toEqual({ ...shop, changedAt: minutesLater(3) });
  });

  test.each([
    ["no id", { ...terms, shopId: "" }],
    ["an id that bends a path", { ...terms, shopId: "shop/12" }],
    ["no name", { ...terms, name: " " }],
    ["a name of two lines", { ...terms, name: "Kita\nPhones" }],
    ["a name that is too long", { ...terms, name: "K".repeat(61) }],
  ])("with %s is refused", (_, wrong) => {
    expect(registerShop(undefined, wrong, start)).toMatchObject({ refused: "malformed_request" });
  });
});
