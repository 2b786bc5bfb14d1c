import { AcknowledgeWipe } from "../../contract/acknowledgeWipe.ts";
import { isRefused } from "../../domain/refusal.ts";
import { acknowledgeWipe as acknowledge } from "../../flow/acknowledgeWipe.ts";
import { acknowledgementProofs as acknowledgements } from "../../proof/acknowledgementProof.ts";
import { callable } from "../callable.ts";
import { evenly } from "../evenly.ts";
import { log } from "../log.ts";
import { services } from "../services.ts";

/** Takes the phone's answer to a wipe command; the device's own signature is what counts, nobody has to be signed in. */
export const acknowledgeWipe = callable(AcknowledgeWipe, async ({ acknowledgement }) => {
  const { store, schedule, reminderRules, hasTsm, auditRefusal, clock, chance } = services;
  const ports = {
    acknowledgements,
    transact: store().transact,
    schedule: schedule(),
    rules: reminderRules(),
    hasTsm: hasTsm(),
    auditRefusal: auditRefusal(),
    clock,
    chance,
    log,
  };
  // Where there is such a wipe its audit is told, which takes time.
  const taken = await evenly(acknowledge(acknowledgement, ports));
  if (isRefused(taken)) return taken;
  return { taken: true, wipe: { state: taken.wipeState, isComplete: taken.isComplete } };
});
