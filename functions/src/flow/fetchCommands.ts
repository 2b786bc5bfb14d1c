import type { AttemptSchedule } from "../domain/attemptSchedule.ts";
import { hasCommand, receiveCommand } from "../domain/receiveCommand.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import type { Chance, Clock, CommandRequestReader, SignCommand, Transact } from "./ports.ts";
import { readCommanded } from "./readCommanded.ts";

interface Ports {
  readonly commandRequests: CommandRequestReader;
  readonly transact: Transact<"devices" | "wipes" | "certificates">;
  readonly signCommand: SignCommand;
  readonly schedule: AttemptSchedule;
  readonly clock: Clock;
  readonly chance: Chance;
}

/**
 * Hands the open command to a phone that asks, so that one that push doesn't reach still erases (課題2). Asking is also a
 * sign of life: `lastSeenAt` is set. A wipe of which all is in force hands out nothing and stays as it is. A device that isn't
 * there and a signature that isn't its own look the same.
 */
export async function fetchCommands(jws: string, ports: Ports): Promise<Decision<readonly string[]>> {
  const { commandRequests, transact, signCommand, schedule, clock, chance } = ports;
  const claimed = commandRequests.peek(jws, clock());
  if (isRefused(claimed)) return claimed;
  const commanded = await transact(async (records) => {
    const device = await records.devices.read(claimed.deviceId);
    const isItself = device && !isRefused(await claimed.verify(device.deviceKey));
    if (!isItself) return notYours;
    const current = device.wipeId === undefined ? undefined : await records.wipes.read(device.wipeId);
    const open = current && hasCommand(current) ? await readCommanded(records, current) : undefined;
    records.devices.keep({ ...device, lastSeenAt: clock() });
    if (!open) return undefined;
    const wipe = receiveCommand(open.wipe, schedule, { now: clock(), chance: chance() });
    records.wipes.keep(wipe);
    return { ...open, wipe };
  });
  if (!commanded || isRefused(commanded)) return commanded ?? [];
  const now = clock();
  return [await signCommand(commanded, { now, expiresAt: new Date(now.getTime() + day) })];
}

const notYours = refuse("device_unknown", "Ask with the key and the id that this device registered.");
const day = 24 * 60 * 60 * 1000;
