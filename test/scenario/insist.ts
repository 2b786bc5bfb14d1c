import { setTimeout as pause } from "node:timers/promises";
import { inspect, isDeepStrictEqual } from "node:util";

/** Longest time to wait for something unless told, seconds. */
const longestWait = 60;
const betweenLooks = 250;

/** Throws, with what was seen instead, unless `claim` holds. */
export function insist(claim: string, holds: boolean, seen: unknown): void {
  if (!holds) throw new Error(`Expected that ${claim}. Seen instead: ${show(seen)}`);
}

/** Throws unless the two are alike in every part. */
export function insistAlike(what: string, seen: unknown, expected: unknown): void {
  if (isDeepStrictEqual(seen, expected)) return;
  throw new Error(`Expected ${what} to be ${show(expected)}. Seen instead: ${show(seen)}`);
}

/** Something to wait for: how to look, when it is there, and how many seconds it may take. */
export interface Awaited<T> {
  readonly look: () => Promise<T>;
  readonly isThere: (seen: T) => boolean;
  readonly seconds?: number;
}

/** Looks again and again until what is seen is as awaited; throws when it took too long, with what was seen last. */
export async function awaitUntil<T>(
  what: string,
  { look, isThere, seconds = longestWait }: Awaited<T>,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (Date.now() > deadline)
      throw new Error(`Waited ${seconds} s until ${what}, in vain. Seen last: ${show(seen)}`);
    await pause(betweenLooks);
  }
}

function show(value: unknown): string {
  return inspect(value, { depth: 6, breakLength: Number.POSITIVE_INFINITY });
}
