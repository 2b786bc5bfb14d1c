import { setTimeout } from "node:timers/promises";

/** Waits for something no longer than `most` milliseconds and fails then; what was begun runs on unheard. */
export async function within<T>(most: number, begun: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = setTimeout(most, undefined, { signal: done.signal, ref: false }).then(() => {
    throw Object.assign(new Error(`no answer within ${most} ms`), { name: "NoAnswer" });
  });
  // Whichever loses is heard too, or Node would end the process for it.
  late.catch(() => undefined);
  try {
    return await Promise.race([begun, late]);
  } finally {
    done.abort();
    begun.catch(() => undefined);
  }
}
