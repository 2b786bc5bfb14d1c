import type { Verdict } from "./clearance.ts";
import type { Shop } from "./shop.ts";

/** What can open a check: a holder's code, or the phone itself. */
export const checkProofs = ["code", "phone"] as const;
/** What the holder showed the clerk: a hand-over code, or what the phone itself signed. */
type CheckProof = (typeof checkProofs)[number];

/** How far an initialisation is told: where the shop takes two people, the first one's word waits for another's. */
export const initialisationStates = ["awaitsSecondClerk", "recorded"] as const;

/** An initialisation that clerks say they saw. */
interface Initialisation {
  readonly state: (typeof initialisationStates)[number];
  readonly clerkId: string;
  /** The second one, where the shop needs two. */
  readonly secondClerkId?: string;
  readonly at: Date;
}

/** One check of one phone at a shop's counter (窓口確認): who may look, and what was done. What it comes to is computed. */
export interface CounterCheck {
  readonly clearanceId: string;
  readonly deviceId: string;
  readonly shopId: string;
  readonly clerkId: string;
  readonly openedBy: CheckProof;
  /** Keyed hash of what opened it, to tell a repeat from another request under the same id. */
  readonly proofHash: string;
  readonly openedAt: Date;
  readonly pulledAt?: Date;
  readonly pulls: number;
  readonly initialisation?: Initialisation;
  /** When a clearance proof was first given in it. */
  readonly provenAt?: Date;
  /** Until when the shop may look at it and act on it. */
  readonly expiresAt: Date;
}

/** What a holder sees of a check of one of their phones: which shop, when, and what came of it so far. */
export interface CheckView {
  readonly clearanceId: string;
  readonly deviceId: string;
  readonly model: string;
  readonly shopName: string;
  readonly checkedAt: Date;
  readonly verdict: Verdict;
  readonly pulledAt?: Date;
  readonly initialisation?: Pick<Initialisation, "state" | "at">;
  readonly provenAt?: Date;
  readonly updatedAt: Date;
}

/** How long a shop may act on a check, milliseconds: as long as somebody stands at the counter. */
const checkLife = 30 * 60_000;
/** How many times a shop may make one phone fetch its command in one check: each is a message to it. */
const mostPulls = 20;
/** A pull so soon after another is the same one, milliseconds. */
const samePull = 10_000;

/** A check as it is opened. */
export function openCheck(
  about: Pick<CounterCheck, "clearanceId" | "deviceId" | "shopId" | "clerkId" | "openedBy" | "proofHash">,
  now: Date,
): CounterCheck {
  return { ...about, openedAt: now, pulls: 0, expiresAt: new Date(now.getTime() + checkLife) };
}

/** Whether a clerk of this shop may see a check: it is the shop's own, and not over. */
export function isCheckOf(check: CounterCheck, shopId: string, now: Date): boolean {
  return check.shopId === shopId && check.expiresAt > now;
}

/** Whether there is room for one more pull in this check. */
export function mayPull({ pulls }: CounterCheck): boolean {
  return pulls < mostPulls;
}

/** The check with the phone pulled now; the very same one where that was done a moment ago. */
export function withPull(check: CounterCheck, now: Date): CounterCheck {
  const { pulledAt } = check;
  if (pulledAt && now.getTime() - pulledAt.getTime() < samePull) return check;
  return { ...check, pulledAt: now, pulls: check.pulls + 1 };
}

/** The check with a proof given in it; the very same one where that is known. */
export function withProof(check: CounterCheck, now: Date): CounterCheck {
  return check.provenAt ? check : { ...check, provenAt: now };
}

/**
 * The check with a clerk's word that the phone was initialised. Where the shop needs two people the first one's word waits for
 * another clerk's; what was recorded stays, and the same clerk again changes nothing.
 */
export function withInitialisation(
  check: CounterCheck,
  { clerkId, shop, now }: { clerkId: string; shop: Pick<Shop, "needsTwoPeople">; now: Date },
): CounterCheck {
  const { initialisation: said } = check;
  if (said?.state === "recorded") return check;
  if (!shop.needsTwoPeople) return { ...check, initialisation: { state: "recorded", clerkId, at: now } };
  if (!said) return { ...check, initialisation: { state: "awaitsSecondClerk", clerkId, at: now } };
  if (said.clerkId === clerkId) return check;
  return { ...check, initialisation: { ...said, state: "recorded", secondClerkId: clerkId, at: now } };
}

/** Whether this clerk can be the second one: a first one's word waits, and it isn't their own. */
export function mayConfirm({ initialisation: said }: CounterCheck, clerkId: string): boolean {
  return said?.state === "awaitsSecondClerk" && said.clerkId !== clerkId;
}
