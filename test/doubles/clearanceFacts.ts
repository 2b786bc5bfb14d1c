import type { Certificate, CertificateState } from "../../functions/src/domain/certificate.ts";
import { type Clearance, type ClearanceFacts, clearanceOf } from "../../functions/src/domain/clearance.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { endedWipeStates, type WipeState } from "../../functions/src/domain/wipeMoves.ts";
import { minutesLater, sampleAuthentication, sampleDevice, sampleSigning, sampleWipe } from "./samples.ts";

/** When the clearances of these facts are asked for: an hour into the story. */
export const now = minutesLater(60);
const ended: readonly WipeState[] = endedWipeStates;

/** Both sample certificates, in these states. */
export function both(state: CertificateState, other = state): readonly Certificate[] {
  return [
    { ...sampleSigning, state },
    { ...sampleAuthentication, state: other },
  ];
}

/** The sample wipe in a state; an ended one ended ten minutes ago. */
export function wipeIn(state: WipeState, more: Partial<Wipe> = {}): Wipe {
  if (!ended.includes(state)) return { ...sampleWipe, state, ...more };
  const { nextStep, nextStepAt, ...rest } = sampleWipe;
  return { ...rest, state, endedAt: minutesLater(50), ...more };
}

/** The clearance of a revoked phone that was heard from a minute ago, unless these facts say otherwise. */
export function check(facts: Partial<ClearanceFacts>): Clearance {
  const seen = { ...sampleDevice, lastSeenAt: minutesLater(59) };
  return clearanceOf({
    certificates: both("revoked"),
    wipe: undefined,
    device: seen,
    resetHelps: "unknown",
    now,
    ...facts,
  });
}
