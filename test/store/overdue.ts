/** What a sweep finds or leaves, told by its name: so many minutes after the start, in a shard. */
export const overdue = [
  ["older", 2, 3],
  ["oldest", 1, 3],
  ["newer", 3, 3],
  ["notYet", 6, 3],
  ["otherShard", 1, 4],
] as const;
