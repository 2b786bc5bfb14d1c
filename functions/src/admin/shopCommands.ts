import { z } from "zod";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { isShopId, type Shop } from "../domain/shop.ts";
import { addShop, noSuchShop, setShopState } from "../flow/changeShop.ts";
import { shopPages } from "../store/adminPages.ts";
import { type Command, command, type Session } from "./command.ts";
import { shopLine } from "./lines.ts";

const id = z.string().refine(isShopId);
const Id = z.strictObject({ id });
const idText = { takes: "a shop's id", tells: "which shop", isNeeded: true };

const add = command({
  words: "shop add",
  tells:
    "Registers a shop, or changes its name and how many clerks an initialisation takes. A repeat changes nothing.",
  isChange: true,
  options: {
    id: { takes: "up to 64 letters, digits and hyphens", tells: "its id, as clerks get it", isNeeded: true },
    name: { takes: "a name, up to 60 characters", tells: "what holders are told; its id unless told" },
    "two-people": { tells: "count an initialisation only once a second clerk said the same" },
  },
  shape: z.strictObject({
    id,
    name: z.string().min(1).max(60).optional(),
    "two-people": z.boolean().default(false),
  }),
  run: ({ id: shopId, name = shopId, "two-people": needsTwoPeople }, session) =>
    show(session, addShop({ shopId, name, needsTwoPeople }, session.services)),
});

const disable = command({
  words: "shop disable",
  tells: "Shuts a shop out at once, with all of its clerks.",
  isChange: true,
  options: { id: idText },
  shape: Id,
  run: ({ id: shopId }, session) => show(session, setShopState(shopId, "disabled", session.services)),
});

const enable = command({
  words: "shop enable",
  tells: "Lets a shop in again.",
  isChange: true,
  options: { id: idText },
  shape: Id,
  run: ({ id: shopId }, session) => show(session, setShopState(shopId, "active", session.services)),
});

const showOne = command({
  words: "shop show",
  tells: "Shows a shop.",
  isChange: false,
  options: { id: idText },
  shape: Id,
  run: ({ id: shopId }, session) =>
    show(
      session,
      session.services.read(async ({ shops }) => (await shops.read(shopId)) ?? noSuchShop),
    ),
});

const list = command({
  words: "shop list",
  tells: "Lists the shops.",
  isChange: false,
  options: {},
  shape: z.strictObject({}),
  async run(_input, { services, say }) {
    for await (const page of shopPages(services.pages)) for (const shop of page) say(shopLine(shop));
    return 0;
  },
});

async function show({ say }: Session, decided: Promise<Decision<Shop>>) {
  const shop = await decided;
  if (isRefused(shop)) return shop;
  say(shopLine(shop));
  return 0;
}

/** The commands about shops. */
export const shopCommands: readonly Command[] = [add, disable, enable, showOne, list];
