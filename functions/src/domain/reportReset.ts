import { endWipe } from "./endWipe.ts";
import { type Evidence, strongerEvidence } from "./evidence.ts";
import type { Wipe } from "./wipe.ts";
import { wipeMoves } from "./wipeMoves.ts";

/**
 * A wipe after somebody said that its phone was initialised. Where a reset clears the secure element that confirms it, on that
 * evidence at least; else it is kept as heard, and the wipe goes on. One that is confirmed or cancelled keeps its state, and what
 * it is believed on only ever rises, whether the phone's own answer came before or comes after.
 */
export function reportReset(
  wipe: Wipe,
  { evidence: heard, confirms, now }: { evidence: Evidence; confirms: boolean; now: Date },
): Wipe {
  if (wipe.state === "cancelled") return wipe;
  const evidence = strongerEvidence(wipe.evidence, heard);
  const isNews = confirms && wipe.state !== "confirmed" && wipeMoves[wipe.state].confirm === "confirmed";
  if (isNews) return { ...endWipe(wipe, "confirm", now), evidence };
  return evidence === wipe.evidence ? wipe : { ...wipe, evidence };
}
