import { causeOf } from "../domain/causeOf.ts";
import {
  type Limit,
  type Limits,
  limitedUntil,
  type Spending,
  type SpentLimit,
  spend,
} from "../domain/limit.ts";
import type { Refused } from "../domain/refusal.ts";
import type { Chance, ChargeLimit, Clock, Log, Transact } from "./ports.ts";

/** What limits are counted with. */
export interface LimitPorts {
  readonly transact: Transact<"limits">;
  readonly limits: Limits;
  /** A keyed hash: whose limit it is can't be told, nor guessed, from the document's id. */
  readonly limitIdOf: (...parts: readonly string[]) => string;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}

/** Who waits to hear whether there is room. */
type Waiting = (refused: Refused | undefined) => void;
type Queues = Map<string, Waiting[]>;

/** How many refused subjects one instance remembers at most. */
const mostRemembered = 10_000;
/** How long a document outlives its meaning before TTL may take it, milliseconds. */
const keptFor = 24 * 60 * 60 * 1000;

/**
 * Counts calls in one document per subject, so that what one instance grants the others know of. Calls that come while a
 * count is under way are counted together in the next transaction: however many come at once, an instance has one open
 * per document. Who was refused is refused again without a look until there is room, which no other instance can change.
 * When counting fails the call goes on, for whoever is counted has proven who they are, see docs/decisions.
 */
export function chargeLimits(ports: LimitPorts): ChargeLimit {
  const { limits, limitIdOf, clock, chance } = ports;
  const queues: Queues = new Map();
  const refusedUntil = new Map<string, Date>();
  return ({ scope, subject }) => {
    const limit = limits[scope];
    const limitId = limitIdOf(scope, subject, String(Math.floor(chance() * limit.shards)));
    const until = refusedUntil.get(limitId);
    if (until && until > clock()) return Promise.resolve(limitedUntil(until));
    refusedUntil.delete(limitId);
    const { promise, resolve } = Promise.withResolvers<Refused | undefined>();
    const queue = queues.get(limitId);
    if (queue) {
      queue.push(resolve);
      return promise;
    }
    queues.set(limitId, [resolve]);
    void answerAll(queues, limitId, async (asked) => {
      const spending = await count({ limitId, scope, limit, asked }, ports);
      if (spending && spending.granted < asked) remember(refusedUntil, limitId, spending.retryAt);
      return spending;
    });
    return promise;
  };
}

/**
 * Counts whoever waits, all at once, until nobody does. Never rejects: `charge` doesn't. The queue goes in the same turn
 * in which it is seen empty, so that nobody joins one that nobody looks at any more.
 */
async function answerAll(
  queues: Queues,
  limitId: string,
  charge: (asked: number) => Promise<Spending | undefined>,
): Promise<void> {
  const queue = queues.get(limitId) ?? [];
  while (queue.length > 0) {
    const asked = queue.length;
    const spending = await charge(asked);
    queue.splice(0, asked).forEach((answer, i) => {
      answer(spending && i >= spending.granted ? limitedUntil(spending.retryAt) : undefined);
    });
  }
  queues.delete(limitId);
}

/** One transaction; undefined when it failed, which lets the call go on. */
async function count(
  { limitId, scope, limit, asked }: { limitId: string; scope: string; limit: Limit; asked: number },
  { transact, clock, log }: LimitPorts,
): Promise<Spending | undefined> {
  try {
    return await transact(async ({ limits }) => {
      const before = await limits.read(limitId);
      const spending = spend(before?.spentUntil, limit, { now: clock(), asked });
      if (spending.granted > 0) limits.keep(spent(limitId, scope, spending));
      return spending;
    });
  } catch (error) {
    log("limit_not_counted", { scope, cause: causeOf(error) });
    return undefined;
  }
}

function spent(limitId: string, scope: string, { spentUntil }: Spending): SpentLimit {
  return { limitId, scope, spentUntil, expiresAt: new Date(spentUntil.getTime() + keptFor) };
}

function remember(refusedUntil: Map<string, Date>, limitId: string, until: Date): void {
  if (refusedUntil.size >= mostRemembered) refusedUntil.clear();
  refusedUntil.set(limitId, until);
}
