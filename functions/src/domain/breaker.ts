export const channels = ["fcm", "tsm"] as const;
/** The way out that a breaker guards. */
export type Channel = (typeof channels)[number];

/**
 * Stops sending when the fault is ours (a wrong project, no permission, a bad payload): thousands of doomed attempts would
 * hide it. One device whose target belongs to another project looks the same, so it takes several holders' to trip it.
 */
export interface Breaker {
  readonly channel: Channel;
  readonly state: "closed" | "open";
  /** The holders at whose phones a fault of ours was met since it was told that anything got through; as many as trip it at most. */
  readonly faultyHolders: readonly string[];
  /** When one attempt may try whether it is mended. */
  readonly probeAt?: Date;
  /** How many probes have failed; spaces the next. */
  readonly failedProbes: number;
}

/** A breaker with nothing against it. */
export function closedBreaker(channel: Channel): Breaker {
  return { channel, state: "closed", faultyHolders: [], failedProbes: 0 };
}

const tripsAt = 3;
const firstProbe = 60_000;
const longestProbe = 30 * 60_000;

/** What the breaker lets an attempt do: go ahead, go ahead as the one probe, or wait. */
export function admission(breaker: Breaker, now: Date): "attempt" | "probe" | "wait" {
  if (breaker.state === "closed" || breaker.probeAt === undefined) return "attempt";
  return breaker.probeAt <= now ? "probe" : "wait";
}

/** A probe is under way: until `until`, when it is taken for crashed, nobody else probes. */
export function beginProbe(breaker: Breaker, until: Date): Breaker {
  return { ...breaker, probeAt: until };
}

/**
 * After a fault of ours at a phone of this holder: several holders trip it. Once it is open only the probe's own fault
 * counts, which doubles the wait for the next one, up to half an hour; stragglers from before say nothing new.
 */
export function afterFault(
  breaker: Breaker,
  { holderId, isProbe, now }: { holderId: string; isProbe: boolean; now: Date },
): Breaker {
  if (breaker.state === "open" && !isProbe) return breaker;
  const faultyHolders = [...new Set([...breaker.faultyHolders, holderId])].slice(0, tripsAt);
  if (faultyHolders.length < tripsAt) return { ...breaker, faultyHolders };
  const failedProbes = breaker.state === "open" ? breaker.failedProbes + 1 : 0;
  const wait = Math.min(firstProbe * 2 ** failedProbes, longestProbe);
  return { ...breaker, state: "open", faultyHolders, failedProbes, probeAt: new Date(now.getTime() + wait) };
}

const rampFor = 10 * 60_000;

/**
 * When an attempt that has to wait is due again: after the next probe, spread over ten minutes, so that what was held back
 * catches up without a burst. `chance` is at least 0 and below 1.
 */
export function rampedAfter(breaker: Breaker, now: Date, chance: number): Date {
  const from = Math.max(now.getTime(), breaker.probeAt?.getTime() ?? 0);
  return new Date(from + Math.floor(chance * rampFor));
}
