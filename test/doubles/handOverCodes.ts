import type { CounterWorld } from "./counterWorld.ts";

/** The same reception number with another code: the right one plus `more`. */
export function wrongOf({ receptionNumber, code }: { receptionNumber: string; code: string }, more = 1) {
  return { receptionNumber, code: String((Number(code) + more) % 1_000_000).padStart(6, "0") };
}

/** A code as it is stored. */
export function codeAt({ documents }: CounterWorld, receptionNumber: string) {
  return documents.at(`handOverCodes/${receptionNumber}`);
}
