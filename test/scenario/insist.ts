import { setTimeout as pause } from "node:timers/promises";
import { inspect, isDeepStrictEqual } from "node:util";

/** Longest time to wait for something, milliseconds. */
const longestWait = 150_000;
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

/** Looks again and again until what is seen is as awaited; throws after a minute with what was seen last. */
export async function awaitUntil<T>(
  awaited: string,
  look: () => Promise<T>,
  isThere: (seen: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + longestWait;
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (Date.now() > deadline)
      throw new Error(`Waited ${longestWait / 1000} s until ${awaited}, in vain. Seen last: ${show(seen)}`);
    await pause(betweenLooks);
  }
}

function show(value: unknown): string {
  return inspect(value, { depth: 6, breakLength: Number.POSITIVE_INFINITY });
}
