export const channels = ["fcm", "tsm"] as const;
/** The way out that a breaker guards. */
export type Channel = (typeof channels)[number];

/**
 * Stops sending when the fault is ours (a wrong project, no permission, a bad payload): thousands of doomed attempts would
 * hide it. One device whose target belongs to another project looks the same, so it takes several devices to trip it.
 */
export interface Breaker {
  readonly channel: Channel;
  readonly state: "closed" | "open";
  /** The wipes whose attempts met a fault of ours since FCM last took a message; at most as many as trip it. */
  readonly faultyWipes: readonly string[];
  /** When one attempt may try whether it is mended. */
  readonly probeAt?: Date;
  /** How many probes have failed; spaces the next. */
  readonly failedProbes: number;
}

/** A breaker with nothing against it. */
export function closedBreaker(channel: Channel): Breaker {
  return { channel, state: "closed", faultyWipes: [], failedProbes: 0 };
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

/** After a fault of ours: several devices trip it; a failed probe doubles the wait for the next, up to half an hour. */
export function afterFault(breaker: Breaker, wipeId: string, now: Date): Breaker {
  const faultyWipes = [...new Set([...breaker.faultyWipes, wipeId])].slice(0, tripsAt);
  if (faultyWipes.length < tripsAt) return { ...breaker, faultyWipes };
  const failedProbes = breaker.state === "open" ? breaker.failedProbes + 1 : 0;
  const wait = Math.min(firstProbe * 2 ** failedProbes, longestProbe);
  return { ...breaker, state: "open", faultyWipes, failedProbes, probeAt: new Date(now.getTime() + wait) };
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
