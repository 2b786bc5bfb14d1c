import { endWipe } from "./endWipe.ts";
import { type Evidence, evidenceLevels, strongerEvidence } from "./evidence.ts";
import { type Outcome, type Wipe, type WipeTarget, withoutAnswer } from "./wipe.ts";
import { isOpen, type WipeVerb, wipeMoves } from "./wipeMoves.ts";

/** What the phone says about one certificate of a command. */
export interface AcknowledgedResult {
  readonly thumbprint: string;
  readonly outcome: Outcome;
  readonly statusWord?: string;
  /** The app can't erase by itself: this secure element obeys the SEI-TSM only. */
  readonly needsTsm?: boolean;
}

/** Who says what became of the certificates, and how far that is believed. */
type Witness = Extract<Evidence, "deviceSigned" | "tsmConfirmed">;

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

/** Whether every certificate of the wipe is known to be off the phone. */
export function isComplete(wipe: Wipe): boolean {
  return wipe.certificates.every(isGone);
}

/** Whether an answer is about any of the wipe's certificates at all. */
export function isAbout(wipe: Wipe, results: readonly AcknowledgedResult[]): boolean {
  const named = new Set(wipe.certificates.map(({ thumbprint }) => thumbprint));
  return results.some(({ thumbprint }) => named.has(thumbprint));
}

/** What somebody said about a wipe's certificates, and when to go on if that isn't all of them. */
interface Testimony {
  readonly results: readonly AcknowledgedResult[];
  readonly witness: Witness;
  /** Whether a SEI-TSM is there to hand over to. */
  readonly hasTsm: boolean;
  /** When to try again: as planned, and after the phone said not now. */
  readonly nextAt: Date;
  readonly deferredUntil: Date;
  readonly now: Date;
}

/**
 * The wipe after a signed answer from its own device, or a report of the SEI-TSM. Complete: confirmed, on that evidence at
 * least. Partial: the rest stays open. What the app can't erase is handed over to the SEI-TSM where there is one. An ended
 * wipe keeps its state, and a certificate once erased stays so, whatever is said later.
 */
export function acknowledge(wipe: Wipe, testimony: Testimony): Wipe {
  const { results, nextAt, deferredUntil } = testimony;
  const heard = { ...wipe, certificates: wipe.certificates.map((target) => merge(target, testimony)) };
  if (isComplete(heard)) return confirm(heard, testimony.now);
  if (!isOpen(wipe.state)) return withGone(wipe, heard);
  if (testimony.hasTsm && results.some(({ needsTsm }) => needsTsm))
    return wipe.nextStep === "askTsm" ? heard : handOver(heard, testimony.now);
  const verb = verbOf(heard.certificates);
  const { cause, ...rest } = heard;
  const nextStepAt = verb === "defer" ? deferredUntil : nextAt;
  const moved = { ...rest, state: wipeMoves[wipe.state][verb], attemptIsOpen: false, nextStepAt };
  return verb === "fail" ? { ...moved, cause: "deviceError" } : moved;
}

/** An ended wipe with what is said to be gone since, and with nothing else: it isn't tried any more. */
function withGone(wipe: Wipe, heard: Wipe): Wipe {
  const certificates = wipe.certificates.map((target, i) => {
    const after = heard.certificates[i];
    return after && isGone(after) ? after : target;
  });
  return { ...wipe, certificates };
}

/** Whether a certificate is said to be gone from the phone. */
export function isGone({ outcome }: Pick<WipeTarget, "outcome">): boolean {
  return outcome !== undefined && gone.includes(outcome);
}

/** An open wipe of which the SEI-TSM is asked from now on, at once. */
export function handOver(wipe: Wipe, now: Date): Wipe {
  const { cause, ...rest } = wipe;
  return {
    ...rest,
    state: wipeMoves[wipe.state].handOver,
    scope: "applet",
    attemptIsOpen: false,
    nextStep: "askTsm",
    nextStepAt: now,
  };
}

/** A certificate once gone stays so; each word that it is gone may raise what that is believed on, no other word does. */
function merge(target: WipeTarget, { results, witness }: Testimony): WipeTarget {
  const result = results.find(({ thumbprint }) => thumbprint === target.thumbprint);
  if (!result) return target;
  const { outcome, statusWord } = result;
  const saysGone = gone.includes(outcome);
  const wasGone = isGone(target);
  if (wasGone)
    return saysGone ? { ...target, evidence: strongerEvidence(target.evidence ?? "none", witness) } : target;
  const word = statusWord === undefined ? {} : { statusWord };
  return { ...withoutAnswer(target), outcome, ...word, ...(saysGone ? { evidence: witness } : {}) };
}

/** A wipe is believed as far as the weakest of its certificates. */
function weakest(targets: readonly WipeTarget[]): Evidence {
  const ranks = targets.map(({ evidence }) => evidenceLevels.indexOf(evidence ?? "none"));
  return evidenceLevels[Math.min(...ranks)] ?? "none";
}

function verbOf(targets: readonly WipeTarget[]): Extract<WipeVerb, "fail" | "defer" | "receive"> {
  const said = targets.map(({ outcome }) => outcome);
  if (said.includes("failed") || said.includes("mismatch")) return "fail";
  return said.includes("notNow") ? "defer" : "receive";
}

function confirm(wipe: Wipe, now: Date): Wipe {
  const state = wipeMoves[wipe.state].confirm;
  const evidence = strongerEvidence(wipe.evidence, weakest(wipe.certificates));
  if (state === wipe.state) return { ...wipe, evidence };
  return { ...endWipe(wipe, "confirm", now), evidence };
}
