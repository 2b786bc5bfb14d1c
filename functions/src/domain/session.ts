import { refuse } from "./refusal.ts";

/**
 * Whether the card opened the session a moment ago, within `life` milliseconds: what only the holder may see or choose takes
 * that, for a phone that was lost may still be signed in.
 */
export function isFreshlySignedIn(signedInAt: Date, now: Date, life: number): boolean {
  return now.getTime() - signedInAt.getTime() <= life;
}

export const signInAgain = refuse(
  "not_signed_in",
  "Sign in with the card again: this can be done only for a few minutes after it.",
);
