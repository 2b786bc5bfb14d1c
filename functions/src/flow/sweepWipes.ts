import { shards } from "./freshIds.ts";
import type { Clock, FindOverdueWipes, Log } from "./ports.ts";

interface Ports {
  readonly findOverdueWipes: FindOverdueWipes;
  readonly attempt: (wipeId: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is left over is still overdue, and found by the next sweep. */
const perShard = 500;

/**
 * Re-drives every open wipe whose next step is overdue: the guarantee behind triggers and tasks, which may be lost. Shards
 * run side by side and their wipes one after the other, so a slow or failing one keeps few others waiting, and none for
 * good: it is overdue still, and taken up by the next sweep. Answers how many were driven.
 */
export async function sweepWipes(ports: Ports): Promise<number> {
  const swept = await Promise.all(Array.from({ length: shards }, (_, shard) => sweepShard(shard, ports)));
  return swept.reduce((sum, driven) => sum + driven, 0);
}

async function sweepShard(shard: number, { findOverdueWipes, attempt, clock, log }: Ports): Promise<number> {
  const overdue = await findOverdueWipes(shard, clock(), perShard);
  const causes: string[] = [];
  for (const wipeId of overdue) {
    await attempt(wipeId).catch((error: unknown) => causes.push(causeOf(error)));
  }
  const failed = causes.length;
  if (failed > 0) log("sweep_attempts_failed", { shard, failed, causes: [...new Set(causes)].join(" ") });
  return overdue.length - failed;
}

/** What a failure is called, and its code where it has one; never its message, which may quote what was stored. */
function causeOf(error: unknown): string {
  const { name, code } = Object(error);
  return (
    [name, code].filter((part) => typeof part === "string" || typeof part === "number").join(":") || "unknown"
  );
}
