import type { Refusal } from "./refusal.ts";

/** How often which route, or callable, refused for which reason. */
export type Counts = Readonly<Record<string, Readonly<Partial<Record<Refusal, number>>>>>;

/** What one deployed function refused on one day (UTC), whoever asked. Bounded by how many routes and refusals there are. */
export interface RefusalCount {
  /** As in "2026-11-22". */
  readonly day: string;
  readonly deployed: string;
  readonly counts: Counts;
  readonly total: number;
}

/** The day that a refusal is counted on. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Both together. */
export function addCounts(one: Counts, other: Counts): Counts {
  const routes = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...routes].map((route) => [route, addUp(one[route] ?? {}, other[route] ?? {})]));
}

/** How many there are of all. */
export function totalOf(counts: Counts): number {
  const all = Object.values(counts).flatMap((one) => Object.values(one));
  return all.reduce((sum, number) => sum + number, 0);
}

function addUp(one: Counts[string], other: Counts[string]): Counts[string] {
  const sums = new Map(Object.entries(one));
  for (const [refusal, number] of Object.entries(other)) sums.set(refusal, (sums.get(refusal) ?? 0) + number);
  return Object.fromEntries(sums);
}
