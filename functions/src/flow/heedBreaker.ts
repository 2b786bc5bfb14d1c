import { type AttemptResult, moveAttempt } from "../domain/attempt.ts";
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
import type { Chance, Clock, Records, Transact } from "./ports.ts";

/** Which way a wipe's next step goes out; each has a breaker of its own. */
export function channelOf({ nextStep }: Wipe): Channel {
  return nextStep === "askTsm" ? "tsm" : "fcm";
}

/** The breaker of the way that a wipe's next step goes out. */
export async function readBreaker(records: Pick<Records, "breakers">, wipe: Wipe): Promise<Breaker> {
  const channel = channelOf(wipe);
  return (await records.breakers.read(channel)) ?? closedBreaker(channel);
}

/** What a breaker says to an attempt that has begun: go ahead, go ahead as the probe, or no. */
interface Admitted {
  readonly isHeld: boolean;
  readonly isProbe: boolean;
}

interface Ports {
  readonly transact: Transact<"wipes" | "breakers">;
  readonly clock: Clock;
  readonly chance: Chance;
  /** When a probe that died is taken for crashed, in milliseconds from now. */
  readonly lease: number;
}

/** Asks the breaker about an attempt that has begun; one that is held is put off and keeps its number for later. */
export function admit(begun: Wipe, { transact, clock, chance, lease }: Ports): Promise<Admitted> {
  return transact(async (records) => {
    const [breaker, now] = [await readBreaker(records, begun), clock()];
    const admitted = admission(breaker, now);
    const isHeld = admitted === "wait";
    const wipe = isHeld ? await records.wipes.read(begun.wipeId) : undefined;
    // A wipe that moved on meanwhile has its own next step.
    if (wipe?.attemptIsOpen && wipe.attempts === begun.attempts)
      records.wipes.keep(moveAttempt(wipe, rampedAfter(breaker, now, chance())));
    if (admitted === "probe") records.breakers.keep(beginProbe(breaker, new Date(now.getTime() + lease)));
    return { isHeld, isProbe: admitted === "probe" };
  });
}

/** What a breaker makes of a result: itself afterwards, until when it holds attempts back, and a code worth logging. */
interface Heard {
  readonly after: Breaker;
  readonly heldUntil?: Date;
  readonly change?: "sending_stopped" | "sending_resumed";
}

/**
 * Tells the breaker what an attempt came to: a fault of ours may open it, anything that got through closes it. A fault is
 * always told. What got through is told by those who suspect something (`SuspectFaults`): in the first seconds after a
 * fault an instance may not know of it yet, so a breaker may open, or stay open until its probe, although another message
 * got through just then. That delays attempts and loses none.
 */
export function tell(
  breaker: Breaker,
  attempt: { result: AttemptResult; holderId: string; isProbe: boolean; now: Date; chance: number },
): Heard {
  const { result, now, chance } = attempt;
  if (sayNothing.has(result.outcome)) return { after: breaker };
  if (result.outcome !== "faultIsOurs") {
    const isNews = breaker.state === "open";
    return { after: closedBreaker(breaker.channel), ...(isNews ? { change: "sending_resumed" } : {}) };
  }
  const after = afterFault(breaker, attempt);
  const hasOpened = after.state === "open" && breaker.state === "closed";
  const heldUntil = after.state === "open" ? { heldUntil: rampedAfter(after, now, chance) } : {};
  return { after, ...heldUntil, ...(hasOpened ? { change: "sending_stopped" } : {}) };
}

/** Outcomes that tell nothing about whether the fault is mended: nothing got to where it would show. */
const sayNothing: ReadonlySet<AttemptResult["outcome"]> = new Set([
  "throttled",
  "unavailable",
  "noTarget",
  "allInForce",
]);
