import { handOver } from "./acknowledgement.ts";
import { endWipe } from "./endWipe.ts";
import { contactWipe } from "./enrolment.ts";
import { type Evidence, strongerEvidence } from "./evidence.ts";
import { isProven } from "./provenWipe.ts";
import type { Wipe } from "./wipe.ts";
import { isOpen, wipeMoves } from "./wipeMoves.ts";

/** That a phone was initialised, as a maker or a shop says it. */
export interface HeardReset {
  /** Who says so; worth no more than `resetReported` where it didn't clear the secure element. */
  readonly evidence: Extract<Evidence, "resetReported" | "counterChecked">;
  /** Whether this reset has cleared the secure element, by the reset registry. */
  readonly clears: boolean;
  /** When the phone was as far as that. */
  readonly at: Date;
  /** Whether a SEI-TSM is there to ask. */
  readonly hasTsm: boolean;
  readonly now: Date;
}

/**
 * A wipe after somebody said that its phone is initialised (countermeasure 3), whoever it was. Where that clears the secure element
 * it is confirmed, on that evidence at least; the registry's word is written on each certificate: it is what says later that this
 * wipe may be confirmed. Else what is open is asked of the SEI-TSM now: the app is about to be gone, and the phone is on. One that is
 * confirmed or cancelled keeps its state, and evidence only ever rises, whether the phone's own answer came before or comes after.
 */
export function hearReset(wipe: Wipe, heard: HeardReset): Wipe {
  if (wipe.state === "cancelled") return wipe;
  const after = believe(wipe, heard);
  if (wipeMoves[wipe.state].confirm === wipe.state) return after;
  // What confirms it is this moment, though another reset may have begun later.
  if (isProven(after)) return endWipe({ ...after, resetAt: heard.at }, "confirm", heard.now);
  return handToTsm(tell(after, heard), heard);
}

function believe(wipe: Wipe, { evidence: said, clears }: HeardReset): Wipe {
  const evidence = strongerEvidence(wipe.evidence, clears ? said : "resetReported");
  if (clears && wipe.state !== "confirmed") {
    const certificates = wipe.certificates.map((target) => ({
      ...target,
      evidence: strongerEvidence(target.evidence ?? "none", said),
    }));
    return { ...wipe, certificates, evidence };
  }
  return evidence === wipe.evidence ? wipe : { ...wipe, evidence };
}

function tell(wipe: Wipe, { at }: HeardReset): Wipe {
  return wipe.resetAt && wipe.resetAt >= at ? wipe : { ...wipe, resetAt: at };
}

function handToTsm(wipe: Wipe, { hasTsm, now }: HeardReset): Wipe {
  if (!hasTsm || !isOpen(wipe.state)) return wipe;
  if (wipe.nextStep !== "askTsm") return handOver(wipe, now);
  const isDue = wipe.nextStepAt !== undefined && wipe.nextStepAt <= now;
  // One under way is that request; what the SEI-TSM or a fault of ours put off waits as long as that said.
  if (isDue || wipe.attemptIsOpen || wipe.movesInARow > 0) return wipe;
  return contactWipe(wipe, { ...wipe, now });
}
