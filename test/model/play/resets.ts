import { reportReset } from "../../../functions/src/flow/reportReset.ts";
import { partnerProof } from "../../doubles/partners.ts";
import { registryOf } from "../../doubles/resets.ts";
import { sampleRules } from "../../doubles/sampleRules.ts";
import { unlimited } from "../../doubles/unlimited.ts";
import type { Act } from "../act.ts";
import type { Crash, Reset } from "../step.ts";
import type { Universe } from "../universe.ts";
import { hold } from "../violation.ts";

/** A phone's user initialises it, and its maker reports; where that clears its chip it is empty before that is said. */
export async function reset(step: Reset, universe: Universe, crash?: Crash): Promise<void> {
  const phone = universe.ledger.phones[step.phone];
  if (!phone) return;
  const reachedAt = universe.clock();
  const isErased = step.phase === "completed" && step.clears === "yes";
  if (isErased) phone.chip.clear();
  const { secureElement } = phone;
  const by: Act = { by: "reset", secureElement, isErased };
  const { jti = universe.newId() } = step.isRepeat ? (universe.ledger.resets.get(secureElement) ?? {}) : {};
  universe.ledger.resets.set(secureElement, { jti });
  const { clock, newId, hasTsm } = universe;
  const taken = await reportReset("report", {
    readResetReport: async () => ({
      ...{ partnerId: "phone-maker", secureElement, proof: partnerProof(jti, "the same") },
      report: { phase: step.phase, reachedAt },
    }),
    ...{ limit: unlimited, clock, newId, hasTsm, rules: sampleRules },
    transact: universe.transactAs(by, crash),
    readRegistry: async () => registryOf(step.clears),
    auditRefusal: universe.auditRefusalAs(by, crash),
  });
  hold(universe.heard(by, taken) !== undefined, "a maker's report is taken");
  universe.ledger.figures.add("moments", step.isRepeat ? "reset repeated" : "reset reported");
}
