import { holderCauses, type RevocationCause } from "../../functions/src/domain/revocation.ts";
import { type Disorder, planDisorders } from "./disorders.ts";
import { type Random, randomFrom } from "./random.ts";
import { type Trouble, troubleNames } from "./troubles.ts";

/** How large a run is; times in seconds. The same size is the same plan. */
export interface ChaosSize {
  readonly seed: number;
  readonly phones: number;
  /** How long revocations, troubles and disorders go on. */
  readonly seconds: number;
  /** How long it may take after that until every phone that came back is proven erased. */
  readonly settleSeconds: number;
  /**
   * Whether functions are killed and faults of ours come so often that sending stops, which takes minutes to mend. If not,
   * every phone comes back at the end by its app, so that nothing has to wait for the schedule of a deployment.
   */
  readonly severe: boolean;
}

/** How a phone comes back: silently, then the next attempt has to find it; or its app starts and registers again. */
export type Return = "silently" | "byApp" | "never";

/** One phone's life in a run: a trouble, from when until when, and how it comes back. */
export interface PlannedPhone {
  readonly holder: number;
  readonly trouble: Trouble;
  readonly from: number;
  readonly until: number;
  readonly returns: Return;
}

/** One revocation by card. A doubled one is sent twice at the same time. */
export interface PlannedRevocation {
  readonly at: number;
  readonly holder: number;
  /** Places in the plan's list of phones. */
  readonly phones: readonly number[];
  readonly cause: RevocationCause;
  readonly isDoubled: boolean;
}

/** Everything that will happen, known before it begins. */
export interface ChaosPlan {
  readonly size: ChaosSize;
  readonly phones: readonly PlannedPhone[];
  readonly revocations: readonly PlannedRevocation[];
  readonly disorders: readonly Disorder[];
}

const phonesPerHolder = 4;
const waves = 5;

/** Draws a run from its seed. */
export function planChaos(size: ChaosSize): ChaosPlan {
  const random = randomFrom(size.seed);
  const holders = Math.ceil(size.phones / phonesPerHolder);
  const starts = Array.from({ length: holders }, (_, holder) => startOf(holder % waves, size, random));
  const phones = Array.from({ length: size.phones }, (_, index) => {
    const holder = index % holders;
    return planPhone({ holder, revokedAt: starts[holder] ?? 0 }, size, random);
  });
  const revocations = starts.flatMap((at, holder) => planRevocations({ holder, at, phones }, random));
  return { size, phones, revocations, disorders: planDisorders(size, random) };
}

/** A wave's holders revoke within a few seconds of each other; the last wave leaves a third of the time. */
function startOf(wave: number, { seconds }: ChaosSize, random: Random): number {
  return ((wave + 0.3 + random.next() * 0.5) / waves) * seconds * 0.66;
}

function planPhone(
  { holder, revokedAt }: { holder: number; revokedAt: number },
  { seconds, severe }: ChaosSize,
  random: Random,
): PlannedPhone {
  const trouble = random.chance(0.2) ? "none" : random.pick(troubleNames);
  const from = Math.max(0, revokedAt + (random.next() - 0.7) * 0.1 * seconds);
  const until = from + (0.1 + random.next() * 0.9) * seconds;
  const isGone = trouble !== "none" && random.chance(0.15);
  const comesByApp = trouble === "appRemoved" || random.chance(trouble === "none" ? 0 : 0.4);
  const returns = isGone ? "never" : comesByApp || !severe ? "byApp" : "silently";
  return { holder, trouble, from, until: severe ? until : seconds, returns };
}

function planRevocations(
  { holder, at, phones }: { holder: number; at: number; phones: readonly PlannedPhone[] },
  random: Random,
): PlannedRevocation[] {
  const own = phones.flatMap((phone, index) => (phone.holder === holder ? [index] : []));
  const cause = random.pick(holderCauses);
  const isDoubled = random.chance(0.15);
  if (own.length < 2 || random.chance(0.5)) return [{ at, holder, phones: own, cause, isDoubled }];
  const half = Math.ceil(own.length / 2);
  const later = at + random.next() * 5;
  return [
    { at, holder, phones: own.slice(0, half), cause, isDoubled },
    { at: later, holder, phones: own.slice(half), cause: random.pick(holderCauses), isDoubled: false },
  ];
}
