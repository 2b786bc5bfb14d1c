import { attemptWipe } from "../flow/attemptWipe.ts";
import { log } from "./log.ts";
import { services } from "./services.ts";

/** Makes the attempt that a wipe owes, with the deployed services: called by trigger, task and sweep alike. */
export function attempt(wipeId: string): Promise<void> {
  return attemptWipe(wipeId, {
    transact: services.store().transact,
    signCommand: services.signCommand(),
    sendCommand: services.sendCommand,
    askTsm: services.askTsm(),
    suspectFaults: services.suspectFaults(),
    scheduleAttempt: services.scheduleAttempt(),
    schedule: services.schedule(),
    lease: services.attemptLease(),
    clock: services.clock,
    chance: services.chance,
    log,
  });
}
