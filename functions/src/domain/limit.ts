import { type Refusal, type Refused, refuse } from "./refusal.ts";

/** So many charges in so many milliseconds: at once or spread out. */
export interface Limit {
  readonly count: number;
  readonly window: number;
  /** Over how many documents one subject is counted: more than one only where it may call many times a second. */
  readonly shards: number;
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * What is bounded, per whom, and how far unless a deployment says otherwise (param LIMITS). A line here makes a limit; a
 * flow charges it by its name (`ChargeLimit`) once it knows who calls.
 */
export const limits = {
  failuresPerAddress: { count: 600, window: 10 * minute, shards: 1 },
  sessionsPerCard: { count: 20, window: hour, shards: 1 },
  repeatedRevocationsPerCard: { count: 20, window: hour, shards: 1 },
  registrationsPerDevice: { count: 60, window: hour, shards: 1 },
  previewsPerSession: { count: 30, window: 10 * minute, shards: 1 },
  listsPerSession: { count: 60, window: 10 * minute, shards: 1 },
  handOversPerSession: { count: 30, window: 10 * minute, shards: 1 },
  proofsPerSession: { count: 30, window: 10 * minute, shards: 1 },
  proofsPerClerk: { count: 120, window: hour, shards: 1 },
  declarationsPerSession: { count: 30, window: 10 * minute, shards: 1 },
  readsPerHolder: { count: 120, window: minute, shards: 1 },
  contactCodesPerHolder: { count: 5, window: hour, shards: 1 },
  holdsPerAgent: { count: 120, window: hour, shards: 1 },
  handOverCodesPerSession: { count: 10, window: 10 * minute, shards: 1 },
  checksPerClerk: { count: 120, window: hour, shards: 1 },
  checksPerShop: { count: 600, window: hour, shards: 1 },
  wrongCodesPerClerk: { count: 20, window: hour, shards: 1 },
  wrongCodesPerShop: { count: 60, window: hour, shards: 1 },
  clearanceReadsPerClerk: { count: 240, window: minute, shards: 1 },
  auditedRefusals: { count: 60, window: hour, shards: 1 },
  releasesPerAgent: { count: 30, window: hour, shards: 1 },
  foundPerAddress: { count: 60, window: hour, shards: 1 },
  reportsPerPartner: { count: 6000, window: minute, shards: 20 },
} as const satisfies Record<string, Limit>;

export type LimitScope = keyof typeof limits;
export type Limits = Readonly<Record<LimitScope, Limit>>;

/** How much of a limit one subject has used up, as one time: `spentUntil`. `limitId` is a keyed hash of whose it is. */
export interface SpentLimit {
  readonly limitId: string;
  readonly scope: string;
  readonly spentUntil: Date;
  readonly expiresAt: Date;
}

/** What became of some charges: how many were granted, and when there is room for one again. */
export interface Spending {
  readonly granted: number;
  readonly spentUntil: Date;
  readonly retryAt: Date;
}

/**
 * Charges a limit (generic cell rate algorithm, ITU-T I.371): each charge moves `spentUntil` on by its share of the window,
 * and there is room while that is less than a window ahead. What lies further ahead comes from a limit that was wider,
 * and is cut off: a deployment that narrows a limit locks nobody out for longer than the new window.
 */
export function spend(
  spentUntil: Date | undefined,
  { count, window, shards }: Limit,
  { now, asked }: { now: Date; asked: number },
): Spending {
  const most = Math.floor(count / shards);
  // Whole milliseconds, as they are kept: shares that had to be rounded would add up to some charge more or less.
  const share = Math.max(1, Math.floor(window / most));
  const [at, length] = [now.getTime(), most * share];
  const from = Math.min(Math.max(at, spentUntil?.getTime() ?? 0), at + length);
  const granted = Math.min(asked, Math.floor((at + length - from) / share));
  const until = from + granted * share;
  return {
    granted,
    spentUntil: new Date(until),
    retryAt: new Date(Math.max(at, until + share - length)),
  };
}

/** The refusal for want of room; says when there is some again. */
export function limitedUntil(retryAt: Date): Refused {
  return { ...refuse("rate_limited", "Wait as long as the answer says, then send it again."), retryAt };
}

/** What is charged to an address: proofs that don't hold. Not what is malformed, which costs us nothing. */
export const failedProofs: ReadonlySet<Refusal> = new Set([
  "signature_invalid",
  "audience_wrong",
  "chain_untrusted",
  "chain_expired",
  "card_revoked",
  "acknowledgement_refused",
]);
