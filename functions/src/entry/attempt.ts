import { attemptWipe } from "../flow/attemptWipe.ts";
import type { WipeAsRead } from "../flow/ports.ts";
import { log } from "./log.ts";
import { services } from "./services.ts";

/** Makes the attempt that a wipe owes, with the deployed services: called by trigger, task and sweep alike. */
export function attempt(wipeId: string, known?: WipeAsRead): Promise<void> {
  const { transact, read, readWipe, replaceWipe, readDevice } = services.store();
  const ports = {
    ...{ transact, read, readWipe, replaceWipe, readDevice },
    signCommand: services.signCommand(),
    sendCommand: services.sendCommand,
    askTsm: services.askTsm(),
    suspectFaults: services.suspectFaults(),
    scheduleAttempt: services.scheduleAttempt(),
    schedule: services.schedule(),
    wipeReminders: services.reminderRules().wipes,
    lease: services.attemptLease(),
    clock: services.clock,
    chance: services.chance,
    log,
  };
  return attemptWipe(wipeId, ports, known);
}
