/** A promise that was broken. */
class Violation extends Error {}

/** Throws unless it holds; `promise` says what should have been. */
export function hold(isKept: boolean, promise: string): void {
  if (!isKept) throw new Violation(promise);
}
