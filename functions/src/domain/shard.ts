/** How many index ranges what comes due is spread over, so that a mass event doesn't hit one. */
export const shards = 16;

/** Where a document's clock is found: ids are random or hashes, so any sum over them spreads evenly. */
export function shardOf(id: string): number {
  return [...id].reduce((sum, char) => sum + char.charCodeAt(0), 0) % shards;
}
