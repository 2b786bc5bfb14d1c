import { type Certificate, isInForce } from "./certificate.ts";

/** What a phone's next owner's app told of certificates that it found: they are in force, or it has erased them. */
export const foundStates = ["inForce", "erased"] as const;
export type FoundState = (typeof foundStates)[number];

/** When each was told last of a device by somebody else's app: nobody's word, so it is evidence of nothing. */
export interface Found {
  readonly inForce?: Date;
  readonly erased?: Date;
}

/** What the next owner is told of certificates that were found on their phone. */
export const foundAnswers = ["revoked", "inForce", "unknown"] as const;
export type FoundAnswer = (typeof foundAnswers)[number];

/**
 * How certificates that were found stand, all together; undefined stands for one that nobody registered. One in force outweighs
 * all others; one that nobody knows may be anybody's. `revoked` is all of them, or past their time: whoever has the phone may erase.
 */
export function foundAnswerOf(found: readonly (Pick<Certificate, "state"> | undefined)[]): FoundAnswer {
  if (found.some((certificate) => certificate && isInForce(certificate))) return "inForce";
  return found.length > 0 && !found.includes(undefined) ? "revoked" : "unknown";
}

const day = 24 * 60 * 60_000;

/** Counts days, so that what is told once a day has a number. */
export function dayNumber(at: Date): number {
  return Math.floor(at.getTime() / day);
}

/** Whether the same was told of a device today already, whatever else was since. */
export function wasFoundToday(found: Found | undefined, as: FoundState, now: Date): boolean {
  const foundAt = found?.[as];
  return foundAt !== undefined && dayNumber(foundAt) === dayNumber(now);
}
