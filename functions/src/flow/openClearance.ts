import { type CounterCheck, isCheckOf, openCheck } from "../domain/counterCheck.ts";
import { hexDigest } from "../domain/hash.ts";
import { notice } from "../domain/notice.ts";
import { type Decision, isRefused, type Refused, refuse } from "../domain/refusal.ts";
import type { ResetCapability } from "../domain/resetCapability.ts";
import type { Shop } from "../domain/shop.ts";
import { appendAudit } from "./appendAudit.ts";
import type { CheckPorts, ClearanceRequestReader, Clerk, HashParts, ShownCheck } from "./counterPorts.ts";
import { clearanceUnknown, clerkFact, readParts, readShop, showCheck } from "./findCheck.ts";
import type { ChargeLimit, Records, Transact } from "./ports.ts";
import { type Claim, claimByCode, claimByPhone, type OpeningRecords, type SaidCode } from "./takeCode.ts";

interface Ports extends CheckPorts {
  readonly transact: Transact<OpeningRecords>;
  /** Whether there is room in a limit, without charging it. */
  readonly roomIn: ChargeLimit;
  readonly hashCode: HashParts;
  readonly clearanceRequests: ClearanceRequestReader;
}

/** What a clerk gives to have a phone checked: the holder's code, or what the phone itself shows. */
export interface ClearanceRequest {
  readonly clerk: Clerk;
  readonly requestId: string;
  readonly given: SaidCode | { readonly phone: string };
}

const requestReused = refuse("request_reused", "Use a new requestId for another request.");

/**
 * Opens a counter check on the holder's hand-over code or the phone's own word. Either is good once: for the first clerk who gives
 * it, who gets the same again. The fifth wrong guess ends a code, and wrong guesses are bounded for each clerk and shop: the
 * holder is never locked out. The check is told in the device's chain and shown to its holder in the same transaction.
 */
export async function openClearance(request: ClearanceRequest, ports: Ports): Promise<Decision<ShownCheck>> {
  const by = { staffId: request.clerk.clerkId };
  const asked = { act: "clearanceRefused", actor: "clerk", method: "staffSession", by } as const;
  return ports.auditRefusal(await open(request, ports), asked);
}

async function open(request: ClearanceRequest, ports: Ports): Promise<Decision<ShownCheck>> {
  const { clerk } = request;
  const limited =
    (await charge("checks", clerk, ports.limit)) ?? (await charge("wrongCodes", clerk, ports.roomIn));
  if (limited) return limited;
  const shown = await decide(request, ports);
  // A guess that was wrong costs room; where two come at once, each code's own tries still bound them.
  if (isRefused(shown) && shown.refused === "hand_over_code_refused")
    await charge("wrongCodes", clerk, ports.limit);
  return shown;
}

/** Charges both the clerk and the shop. */
async function charge(
  what: "checks" | "wrongCodes",
  { clerkId, shopId }: Clerk,
  limit: ChargeLimit,
): Promise<Refused | undefined> {
  const ofClerk = await limit({ scope: `${what}PerClerk`, subject: clerkId });
  return ofClerk ?? limit({ scope: `${what}PerShop`, subject: shopId });
}

async function decide(request: ClearanceRequest, ports: Ports): Promise<Decision<ShownCheck>> {
  const { clerk, requestId, given } = request;
  const { hashCode, clock } = ports;
  const now = clock();
  const claimed = "phone" in given ? ports.clearanceRequests.peek(given.phone, now) : given;
  if (isRefused(claimed)) return claimed;
  const registry = await ports.readRegistry();
  const clearanceId = hexDigest("clearance", clerk.clerkId, requestId);
  const proofHash = hashCode("check", JSON.stringify(given));
  return ports.transact(async (records): Promise<Decision<ShownCheck>> => {
    const shop = await readShop(records, clerk);
    if (isRefused(shop)) return shop;
    const earlier = await records.checks.read(clearanceId);
    if (earlier && earlier.proofHash !== proofHash) return requestReused;
    if (earlier) return showEarlier(records, { check: earlier, shop, registry, now });
    const claim =
      "code" in claimed
        ? await claimByCode(records, claimed, { clerk, hashCode, now })
        : await claimByPhone(records, claimed, clerk);
    if (isRefused(claim)) return claim;
    if ("check" in claim) return showEarlier(records, { check: claim.check, shop, registry, now });
    const openedBy = "phone" in given ? "phone" : "code";
    const { deviceId } = claim.device;
    const check = openCheck({ clearanceId, deviceId, ...clerk, openedBy, proofHash }, now);
    return keepOpened(records, { claim, check, clerk, shop, registry, now });
  });
}

interface Earlier {
  readonly check: CounterCheck;
  readonly shop: Shop;
  readonly registry: readonly ResetCapability[];
  readonly now: Date;
}

/** The same clerk gave the same again: the first answer may have been lost. */
async function showEarlier(
  records: Pick<Records, OpeningRecords>,
  { check, shop, ...rules }: Earlier,
): Promise<Decision<ShownCheck>> {
  const device = await records.devices.read(check.deviceId);
  if (!device || !isCheckOf(check, shop.shopId, rules.now)) return clearanceUnknown;
  return showCheck(records, await readParts(records, { check, shop, device }), rules);
}

interface Opened extends Earlier {
  readonly claim: Extract<Claim, { device: unknown }>;
  readonly clerk: Clerk;
}

async function keepOpened(
  records: Pick<Records, OpeningRecords>,
  { claim, check, clerk, shop, registry, now }: Opened,
): Promise<ShownCheck> {
  const { device } = claim;
  const parts = await readParts(records, { check, shop, device });
  claim.use(check.clearanceId, now);
  records.checks.keep(check);
  const subject = `devices/${device.deviceId}`;
  const { holderId } = device;
  const happening = { holderId, about: "checked", subject, version: versionOf(check) } as const;
  // Sent by the hourly schedule: the message can wait, and the holder is at the counter.
  records.notices.keep(notice(happening, now));
  appendAudit(records, device, [clerkFact("clearanceOpened", check, { clerk, at: now })]);
  return showCheck(records, parts, { registry, now });
}

/** A number of the check's own: two checks of a phone are two messages. */
function versionOf({ clearanceId }: CounterCheck): number {
  return Number.parseInt(clearanceId.slice(0, 12), 16);
}
