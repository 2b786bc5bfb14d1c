import { type AttemptSchedule, nextAttempt } from "./attemptSchedule.ts";
import type { Wipe } from "./wipe.ts";
import { isOpen, wipeMoves } from "./wipeMoves.ts";

/**
 * Whether a phone that asks is given this wipe's command: it is open, and the app's to do, not the SEI-TSM's. Or it was closed without
 * proof, on its holder's word or because its time was over: the phone that asks can give it.
 */
export function hasCommand(wipe: Wipe): boolean {
  if (isOpen(wipe.state)) return wipe.nextStep === "attempt";
  return wipe.state === "closedUnverified" && wipe.scope === "keys";
}

/**
 * A wipe whose command its phone was just handed; one that has no command for a phone stays as it is. The phone gets as
 * long as one that said not now, once: after that, asking again puts no attempt off, or an app that asks every day and
 * never answers would keep its wipe from ever being attempted, stuck or closed. Once the schedule is over, asking frees
 * nothing from `stuck` either, and an attempt under way runs to its end: that is what leaves the wipe to a person.
 */
export function receiveCommand(
  wipe: Wipe,
  schedule: AttemptSchedule,
  { now, chance }: { now: Date; chance: number },
): Wipe {
  const { cause, nextStepAt: planned, ...rest } = wipe;
  if (!hasCommand(wipe) || planned === undefined) return wipe;
  const next = nextAttempt(schedule, { ...wipe, now, chance });
  if (next.isExhausted && (wipe.state === "stuck" || wipe.attemptIsOpen)) return wipe;
  const state = wipeMoves[wipe.state].receive;
  const hadItsTime = wipe.state === state && !wipe.attemptIsOpen;
  const earliest = new Date(now.getTime() + schedule.deferral);
  // What was begun meanwhile needs no sending: the one after it is next.
  const due = wipe.attemptIsOpen ? next.at : planned;
  const nextStepAt = hadItsTime || due > earliest ? due : earliest;
  return { ...rest, state, attemptIsOpen: false, nextStepAt };
}
