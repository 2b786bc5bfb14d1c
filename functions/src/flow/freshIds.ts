import type { FreshIds } from "../domain/openWipe.ts";
import type { NewId } from "./ports.ts";

/** How many index ranges overdue wipes are spread over, so that a mass event doesn't hit one. */
export const shards = 16;

/** What a wipe or a new command version needs that only the outside can make. */
export function freshIds(newId: NewId): FreshIds {
  const wipeId = newId();
  return { wipeId, nonce: newId(), shard: shardOf(wipeId) };
}

/** Ids of wipes are random and those of holds are hashes, so any sum over them spreads evenly. */
export function shardOf(id: string): number {
  return [...id].reduce((sum, char) => sum + char.charCodeAt(0), 0) % shards;
}
