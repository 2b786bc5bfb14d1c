import type { Say } from "./voice.ts";

/**
 * Talk of the stand-ins and the functions, made short: ids are cut, and a line that the same one has just said is counted
 * instead of being said again.
 */
export function createChatter(say: Say): Say {
  const last = new Map<string, { what: string; more: number }>();
  return (who, talk) => {
    const what = cut(talk);
    const before = last.get(who);
    if (before?.what === what) {
      before.more += 1;
      return;
    }
    if (before && before.more > 0) say(who, `(that ${before.more} times more)`);
    last.set(who, { what, more: 0 });
    say(who, what);
  };
}

/** Hashes to their first six digits, resource names to their last part. */
function cut(talk: string): string {
  return talk.replaceAll(/projects\/\S+\//g, "").replaceAll(/\b([0-9a-f]{6})[0-9a-f]{26,}\b/g, "$1…");
}
