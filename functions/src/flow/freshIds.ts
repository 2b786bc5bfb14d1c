import type { FreshIds } from "../domain/openWipe.ts";
import type { NewId } from "./ports.ts";

/** How many index ranges overdue wipes are spread over, so that a mass event doesn't hit one. */
export const shards = 16;

/** What a wipe or a new command version needs that only the outside can make. */
export function freshIds(newId: NewId): FreshIds {
  const wipeId = newId();
  return { wipeId, nonce: newId(), shard: shardOf(wipeId) };
}

/** Wipe ids are random, so any sum over them spreads evenly. */
function shardOf(wipeId: string): number {
  return [...wipeId].reduce((sum, char) => sum + char.charCodeAt(0), 0) % shards;
}
