import type { Wipe } from "./wipe.ts";
import { isOpen, wipeMoves } from "./wipeMoves.ts";

/** Whether a phone that asks is given this wipe's command: it is open, and the app's to do, not the SEI-TSM's. */
export function hasCommand(wipe: Wipe): boolean {
  return isOpen(wipe.state) && wipe.nextStep === "attempt";
}

/**
 * A wipe whose command its phone was just handed: what was begun meanwhile needs no sending, and the next attempt waits
 * for the phone's answer until `nextAt`. One that has no command for a phone stays as it is.
 */
export function receiveCommand(wipe: Wipe, nextAt: Date): Wipe {
  if (!hasCommand(wipe)) return wipe;
  const { cause, ...rest } = wipe;
  return { ...rest, state: wipeMoves[wipe.state].receive, attemptIsOpen: false, nextStepAt: nextAt };
}
