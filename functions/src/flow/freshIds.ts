import type { FreshIds } from "../domain/openWipe.ts";
import { shardOf } from "../domain/shard.ts";
import type { NewId } from "./ports.ts";

/** What a wipe or a new command version needs that only the outside can make. */
export function freshIds(newId: NewId): FreshIds {
  const wipeId = newId();
  return { wipeId, nonce: newId(), shard: shardOf(wipeId) };
}
