import type { AuditedAct, AuditFact } from "../domain/audit.ts";
import type { Clearance } from "../domain/clearance.ts";
import { type CheckView, type CounterCheck, isCheckOf } from "../domain/counterCheck.ts";
import { plainModel } from "../domain/plainModel.ts";
import { type Decision, refuse } from "../domain/refusal.ts";
import type { Shop } from "../domain/shop.ts";
import { shopsWord } from "../domain/shopsWord.ts";
import {
  type ClearanceParts,
  type ClearanceRules,
  clearanceFrom,
  readClearanceParts,
} from "./clearanceParts.ts";
import type { CheckRecords, Clerk, ShownCheck } from "./counterPorts.ts";
import type { Records } from "./ports.ts";
import { personOf } from "./showDevice.ts";

/** The shop of a clerk isn't registered, or was shut out. */
export const shopUnknown = refuse("shop_unknown", "Have the shop registered by the service's admins.");
/** One that isn't there, one of another shop and one that is over look the same. */
export const clearanceUnknown = refuse(
  "clearance_unknown",
  "Open a new one with a new code of the holder's.",
);

/** A check with all that is decided by it, as stored. */
export interface CheckParts extends ClearanceParts {
  readonly check: CounterCheck;
  readonly shop: Shop;
  /** The holder's own view of it, by each id that the person may sign in with. */
  readonly views: ReadonlyMap<string, CheckView | undefined>;
}

/** The shop of a clerk, if it may check phones. */
export async function readShop(
  records: Pick<Records, "shops">,
  { shopId }: Pick<Clerk, "shopId">,
): Promise<Decision<Shop>> {
  const shop = await records.shops.read(shopId);
  return shop?.state === "active" ? shop : shopUnknown;
}

/** A check of the clerk's shop with its parts; refused with `shop_unknown` or `clearance_unknown`. */
export async function findCheck(
  records: Pick<Records, CheckRecords>,
  { clearanceId, clerk }: { clearanceId: string; clerk: Clerk },
  now: Date,
): Promise<Decision<CheckParts>> {
  const shop = await readShop(records, clerk);
  if ("refused" in shop) return shop;
  const check = await records.checks.read(clearanceId);
  if (!check || !isCheckOf(check, clerk.shopId, now)) return clearanceUnknown;
  const device = await records.devices.read(check.deviceId);
  return device ? readParts(records, { check, shop, device }) : clearanceUnknown;
}

/** The rest of what a check is decided by. */
export async function readParts(
  records: Pick<Records, CheckRecords>,
  known: Pick<CheckParts, "check" | "shop" | "device">,
): Promise<CheckParts> {
  const { device, check } = known;
  const parts = await readClearanceParts(records, device);
  const holderIds = await personOf(records, device);
  const views = await Promise.all(
    holderIds.map(async (id) => [id, await records.checkViews.read(id, check.clearanceId)] as const),
  );
  return { ...known, ...parts, views: new Map(views) };
}

/** What a check comes to now. */
export function clearanceIn(parts: CheckParts, rules: ClearanceRules): Clearance {
  const { pulledAt, openedBy } = parts.check;
  return clearanceFrom(parts, rules, { pulledAt, isByPhone: openedBy === "phone" });
}

/** A check as a clerk is shown it; the holder's view follows where it says something else. */
export function showCheck(
  records: Pick<Records, "checkViews">,
  parts: CheckParts,
  rules: ClearanceRules,
): ShownCheck {
  const clearance = clearanceIn(parts, rules);
  const view = viewOf(parts, clearance);
  for (const [holderId, before] of parts.views)
    if (isNews(before, view)) records.checkViews.keep(holderId, view);
  return shownCheck(parts, clearance);
}

/** A check as a clerk is shown it, once its clearance is known. */
export function shownCheck({ check, device, wipes }: CheckParts, clearance: Clearance): ShownCheck {
  return { check, clearance, handset: device.handset, shopsWord: shopsWord(check, wipes) };
}

/** Whether the holder sees a difference, whenever it was looked. */
export function isNews(before: CheckView | undefined, after: CheckView): boolean {
  const told = ({ verdict, pulledAt, initialisation, provenAt }: CheckView) =>
    JSON.stringify([verdict, pulledAt, initialisation?.state, provenAt]);
  return !before || told(before) !== told(after);
}

/** What the holder sees of a check. */
export function viewOf({ check, shop, device }: CheckParts, { verdict, asOf }: Clearance): CheckView {
  const { clearanceId, openedAt, pulledAt, initialisation, provenAt } = check;
  const said = initialisation && { state: initialisation.state, at: initialisation.at };
  return {
    ...{ clearanceId, deviceId: device.deviceId, model: plainModel(device.handset.model) },
    ...{ shopName: shop.name, checkedAt: openedAt, verdict },
    ...(pulledAt ? { pulledAt } : {}),
    ...(said ? { initialisation: said } : {}),
    ...(provenAt ? { provenAt } : {}),
    updatedAt: asOf,
  };
}

/** What a clerk did in a check, to be told in the device's chain: which clerk, and of which shop. */
export function clerkFact(
  act: AuditedAct,
  check: CounterCheck,
  { clerk, at }: { clerk: Clerk; at: Date },
): AuditFact {
  const subjects = [
    `devices/${check.deviceId}`,
    `clearances/${check.clearanceId}`,
    `shops/${clerk.shopId}`,
    `staff/${clerk.clerkId}`,
  ];
  return { act, actor: "clerk", method: "staffSession", subjects, at };
}
