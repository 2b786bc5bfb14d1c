import type { DueWork } from "../../functions/src/flow/ports.ts";

/** What a sweep finds or leaves, told by its name: so many minutes after the start, in a shard. */
export const overdue = [
  ["older", 2, 3],
  ["oldest", 1, 3],
  ["newer", 3, 3],
  ["notYet", 6, 3],
  ["otherShard", 1, 4],
] as const;

/** The ids that are due in a shard, page by page. */
export async function idsOf(due: DueWork, shard: number, now: Date): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  for await (const page of due.pages(shard, now)) pages.push(page);
  return pages;
}
