import type { Clock, FindOverdueWipes, Log } from "./ports.ts";

interface Ports {
  readonly findOverdueWipes: FindOverdueWipes;
  readonly attempt: (wipeId: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

const shards = 16;
const perShard = 50;

/**
 * Re-drives every open wipe whose next step is overdue: the guarantee behind triggers and tasks, which may be lost. One
 * wipe that fails doesn't keep the others waiting; it is overdue still, and taken up by the next sweep.
 */
export async function sweepWipes({ findOverdueWipes, attempt, clock, log }: Ports): Promise<number> {
  let driven = 0;
  for (let shard = 0; shard < shards; shard += 1) {
    const overdue = await findOverdueWipes(shard, clock(), perShard);
    const results = await Promise.allSettled(overdue.map(attempt));
    const failed = results.filter(({ status }) => status === "rejected").length;
    if (failed > 0) log("sweep_attempts_failed", { shard, failed });
    driven += overdue.length;
  }
  return driven;
}
