/** What became of an accepted message; only `delivered` reached the phone. */
export type Fate =
  | "queued"
  | "delivered"
  | "expired"
  | "replaced"
  | "overflowed"
  | "blocked"
  | "dropped"
  | "unregistered";

/** The parts of an accepted message that decide how long it waits for an offline phone. */
export interface Pending {
  readonly collapseKey: string | undefined;
  /** Milliseconds since the epoch; from then on it is dropped. */
  readonly expiresAt: number;
}

/** A queue after a change, and what fell out of it. */
export interface Settled<P extends Pending> {
  readonly queue: readonly P[];
  readonly gone: readonly { readonly pending: P; readonly fate: Fate }[];
}

const maxNonCollapsible = 100;
const maxCollapseKeys = 4;

/**
 * Queues a message for an offline phone. A newer one replaces the older of the same collapse key, a fifth key
 * pushes out the oldest, and the 101st non-collapsible message makes FCM forget everything that waits.
 */
export function enqueue<P extends Pending>(queue: readonly P[], added: P): Settled<P> {
  const { collapseKey } = added;
  if (collapseKey === undefined) {
    const plain = queue.filter((pending) => pending.collapseKey === undefined);
    if (plain.length < maxNonCollapsible) return { queue: [...queue, added], gone: [] };
    return { queue: [], gone: [...queue, added].map((pending) => ({ pending, fate: "overflowed" })) };
  }
  const older = queue.find((pending) => pending.collapseKey === collapseKey);
  if (older)
    return { queue: [...without(queue, older), added], gone: [{ pending: older, fate: "replaced" }] };
  const keyed = queue.filter((pending) => pending.collapseKey !== undefined);
  const oldest = keyed.length < maxCollapseKeys ? undefined : keyed[0];
  if (!oldest) return { queue: [...queue, added], gone: [] };
  return { queue: [...without(queue, oldest), added], gone: [{ pending: oldest, fate: "overflowed" }] };
}

/** Takes out what has outlived its TTL. A TTL of 0 means now or never, so it never survives in a queue. */
export function expire<P extends Pending>(queue: readonly P[], now: number): Settled<P> {
  const gone = queue.filter((pending) => pending.expiresAt <= now);
  return {
    queue: queue.filter((pending) => pending.expiresAt > now),
    gone: gone.map((pending) => ({ pending, fate: "expired" })),
  };
}

function without<P>(queue: readonly P[], one: P): readonly P[] {
  return queue.filter((pending) => pending !== one);
}
