import { type AttemptSchedule, nextAttempt } from "./attemptSchedule.ts";
import { strongerEvidence } from "./evidence.ts";
import type { Outcome, Wipe, WipeTarget } from "./wipe.ts";
import { isOpen, type WipeVerb, wipeMoves } from "./wipeMoves.ts";

/** What the phone says about one certificate of a command. */
export interface AcknowledgedResult {
  readonly thumbprint: string;
  readonly outcome: Outcome;
  readonly statusWord?: string;
}

/** An answer as it was taken, and the state it left the wipe in: what a duplicate is answered with. */
export interface Acknowledgement {
  readonly commandId: string;
  /** Counts the phone's answers to one command, from 1. */
  readonly seq: number;
  /** Hex SHA-256 of the results, to tell a duplicate from a contradiction. */
  readonly digest: string;
  readonly wipeState: Wipe["state"];
  readonly isComplete: boolean;
  /** The phone's own clock; may be wrong. */
  readonly answeredAt: Date;
  readonly takenAt: Date;
}

const gone: readonly Outcome[] = ["erased", "alreadyAbsent"];
const quarterHour = 15 * 60_000;

/** Whether every certificate of the wipe is known to be off the phone. */
export function isComplete(wipe: Wipe): boolean {
  return wipe.certificates.every(({ outcome }) => outcome !== undefined && gone.includes(outcome));
}

/**
 * The wipe after a signed answer from its own device. Complete: confirmed, evidence at least `deviceSigned`. Partial: the
 * rest stays open. An ended wipe keeps its state, and a certificate once erased stays so, whatever is said later.
 */
export function acknowledge(
  wipe: Wipe,
  answer: { results: readonly AcknowledgedResult[]; schedule: AttemptSchedule; now: Date },
): Wipe {
  const { results, schedule, now } = answer;
  const heard = { ...wipe, certificates: wipe.certificates.map((target) => merge(target, results)) };
  if (isComplete(heard)) return confirm(heard, now);
  if (!isOpen(wipe.state)) return wipe;
  const verb = verbOf(heard.certificates);
  const nextStepAt =
    verb === "defer" ? new Date(now.getTime() + quarterHour) : nextAttempt(schedule, wipe.openedAt, now).at;
  const { cause, ...rest } = heard;
  const moved = { ...rest, state: wipeMoves[wipe.state][verb], attemptIsOpen: false, nextStepAt };
  return verb === "fail" ? { ...moved, cause: "deviceError" } : moved;
}

function merge(target: WipeTarget, results: readonly AcknowledgedResult[]): WipeTarget {
  const result = results.find(({ thumbprint }) => thumbprint === target.thumbprint);
  if (!result || (target.outcome && gone.includes(target.outcome))) return target;
  const { certificateId, thumbprint, kind } = target;
  const { outcome, statusWord } = result;
  return { certificateId, thumbprint, kind, outcome, ...(statusWord === undefined ? {} : { statusWord }) };
}

function verbOf(targets: readonly WipeTarget[]): Extract<WipeVerb, "fail" | "defer" | "receive"> {
  const said = targets.map(({ outcome }) => outcome);
  if (said.includes("failed") || said.includes("mismatch")) return "fail";
  return said.includes("notNow") ? "defer" : "receive";
}

function confirm(wipe: Wipe, now: Date): Wipe {
  const state = wipeMoves[wipe.state].confirm;
  const evidence = strongerEvidence(wipe.evidence, "deviceSigned");
  if (state === wipe.state) return { ...wipe, evidence };
  const { nextStep, nextStepAt, cause, ...rest } = wipe;
  return { ...rest, state, evidence, attemptIsOpen: false, endedAt: now };
}
