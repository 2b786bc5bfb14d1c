import { AcknowledgeWipe } from "../../contract/acknowledgeWipe.ts";
import { isRefused } from "../../domain/refusal.ts";
import { acknowledgeWipe as acknowledge } from "../../flow/acknowledgeWipe.ts";
import { acknowledgementProofs as acknowledgements } from "../../proof/acknowledgementProof.ts";
import { callable } from "../callable.ts";
import { log } from "../log.ts";
import { services } from "../services.ts";

/** Takes the phone's answer to a wipe command; the device's own signature is what counts, nobody has to be signed in. */
export const acknowledgeWipe = callable(AcknowledgeWipe, async ({ acknowledgement }) => {
  const { store, schedule, hasTsm, clock, chance } = services;
  const ports = {
    acknowledgements,
    transact: store().transact,
    schedule: schedule(),
    hasTsm: hasTsm(),
    clock,
    chance,
    log,
  };
  const taken = await acknowledge(acknowledgement, ports);
  if (isRefused(taken)) return taken;
  return { taken: true, wipe: { state: taken.wipeState, isComplete: taken.isComplete } };
});
