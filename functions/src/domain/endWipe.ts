import type { Wipe } from "./wipe.ts";
import { wipeMoves } from "./wipeMoves.ts";

/** A wipe at its end: nothing is due any more, neither an attempt nor a reminder, from that moment on. */
export function endWipe(wipe: Wipe, verb: "confirm" | "close" | "cancel", now: Date): Wipe {
  const { nextStep, nextStepAt, remindAt, cause, ...rest } = wipe;
  return { ...rest, state: wipeMoves[wipe.state][verb], attemptIsOpen: false, endedAt: now };
}
