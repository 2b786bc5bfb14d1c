import type { AttemptResult } from "../domain/attempt.ts";
import {
  admission,
  afterFault,
  type Breaker,
  beginProbe,
  type Channel,
  closedBreaker,
  rampedAfter,
} from "../domain/breaker.ts";
import type { Wipe } from "../domain/wipe.ts";
import type { Records } from "./ports.ts";

export type BreakerRecords = "breakers";

/** Which way a wipe's next step goes out; each has a breaker of its own. */
export function channelOf({ nextStep }: Wipe): Channel {
  return nextStep === "askTsm" ? "tsm" : "fcm";
}

/** Until when an attempt has to wait for a fault of ours to be mended; undefined lets it go ahead, or makes it the probe. */
export async function askBreaker(
  records: Pick<Records, BreakerRecords>,
  wipe: Wipe,
  { now, lease, chance }: { now: Date; lease: number; chance: number },
): Promise<Date | undefined> {
  const breaker = await read(records, wipe);
  const admitted = admission(breaker, now);
  if (admitted === "wait") return rampedAfter(breaker, now, chance);
  if (admitted === "probe") records.breakers.keep(beginProbe(breaker, new Date(now.getTime() + lease)));
  return undefined;
}

/** What the breaker makes of a result: when to go on, and the log code where it opened or closed. */
export interface BreakerHeard {
  readonly result: AttemptResult;
  readonly change?: "sending_stopped" | "sending_resumed";
}

/** Tells the breaker what an attempt came to: a fault of ours may open it, anything that got through closes it. */
export async function tellBreaker(
  records: Pick<Records, BreakerRecords>,
  wipe: Wipe,
  { result, now, chance }: { result: AttemptResult; now: Date; chance: number },
): Promise<BreakerHeard> {
  const breaker = await read(records, wipe);
  if (result.outcome === "throttled" || result.outcome === "unavailable" || result.outcome === "noTarget")
    return { result };
  if (result.outcome !== "faultIsOurs") return close(records, breaker, result);
  const after = afterFault(breaker, wipe.wipeId, now);
  records.breakers.keep(after);
  const retryAfter = rampedAfter(after, now, chance).getTime() - now.getTime() + oneMinute;
  const hasOpened = after.state === "open" && breaker.state === "closed";
  return { result: { ...result, retryAfter }, ...(hasOpened ? { change: "sending_stopped" as const } : {}) };
}

const oneMinute = 60_000;

function close(
  records: Pick<Records, BreakerRecords>,
  breaker: Breaker,
  result: AttemptResult,
): BreakerHeard {
  if (breaker.faultyWipes.length === 0) return { result };
  records.breakers.keep(closedBreaker(breaker.channel));
  return breaker.state === "open" ? { result, change: "sending_resumed" } : { result };
}

async function read(records: Pick<Records, BreakerRecords>, wipe: Wipe): Promise<Breaker> {
  const channel = channelOf(wipe);
  return (await records.breakers.read(channel)) ?? closedBreaker(channel);
}
