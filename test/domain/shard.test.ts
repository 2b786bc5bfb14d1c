import { expect, test } from "vitest";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import { shardOf, shards } from "../../functions/src/domain/shard.ts";

test("an id is always in the same one of sixteen shards", () => {
  expect(shards).toBe(16);
  expect(shardOf("a")).toBe(1);
  expect(shardOf("ab")).toBe(3);
  expect(shardOf("")).toBe(0);
});

test("ids that are hashes spread over all of them evenly", () => {
  const counts = Array.from({ length: shards }, () => 0);
  for (let i = 0; i < 16_000; i += 1) {
    const shard = shardOf(hexDigest(String(i)));
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(200);
});
