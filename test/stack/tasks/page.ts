/** One page of a list, with the token of the next one; an empty token means that there is none. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextPageToken: string;
}

/** Cuts a page; the token is the offset, and a page size of 0 means the most there is. */
export function cutPage<Item>(
  all: readonly Item[],
  { pageSize, pageToken }: { pageSize?: number | null; pageToken?: string | null },
): Page<Item> {
  const size = Math.min(pageSize || 1000, 1000);
  const start = Number.parseInt(pageToken || "0", 10) || 0;
  const end = start + size;
  return { items: all.slice(start, end), nextPageToken: end < all.length ? String(end) : "" };
}
