import { type AttemptResult, beginAttempt, endAttempt, isReachable, moveAttempt } from "../domain/attempt.ts";
import { type AttemptSchedule, nextAttempt } from "../domain/attemptSchedule.ts";
import type { Device } from "../domain/device.ts";
import { unregistered } from "../domain/pushTarget.ts";
import { commandIdOf, type Wipe } from "../domain/wipe.ts";
import { askBreaker, type BreakerRecords, channelOf, tellBreaker } from "./heedBreaker.ts";
import type {
  AskTsm,
  Chance,
  Clock,
  Log,
  Records,
  ScheduleAttempt,
  SendCommand,
  SignCommand,
  SuspectFaults,
  Transact,
} from "./ports.ts";

type Touched = "wipes" | "devices" | "attempts" | BreakerRecords;

export interface AttemptPorts {
  readonly transact: Transact<Touched>;
  readonly signCommand: SignCommand;
  readonly sendCommand: SendCommand;
  /** Absent where no SEI-TSM is configured. */
  readonly askTsm: AskTsm | undefined;
  readonly scheduleAttempt: ScheduleAttempt;
  readonly suspectFaults: SuspectFaults;
  readonly schedule: AttemptSchedule;
  /** How long an attempt may stay open, milliseconds. */
  readonly lease: number;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}

interface Begun {
  readonly wipe: Wipe;
  readonly device: Device | undefined;
}

/**
 * Makes the attempt that a wipe owes now, if it owes one (1-2). The number is taken before sending, so two callers make
 * one attempt; a crash between sending and writing is repeated, after the lease, under the same number and command id,
 * which the phone treats as one. Called too early, it changes nothing and asks to be called again in time.
 */
export async function attemptWipe(wipeId: string, ports: AttemptPorts): Promise<void> {
  const found = await begin(wipeId, ports);
  if (!found) return;
  if ("notBefore" in found) await ports.scheduleAttempt(wipeId, found.notBefore);
  else await record(found, await send(found, ports), ports);
}

async function begin(wipeId: string, ports: AttemptPorts): Promise<Begun | { notBefore: Date } | undefined> {
  const { transact, clock, chance, lease } = ports;
  const mayBeFaulty = await ports.suspectFaults();
  return transact(async (records) => {
    const now = clock();
    const wipe = await records.wipes.read(wipeId);
    const started = wipe && beginAttempt(wipe, now, lease);
    if (!started) return wipe?.nextStepAt && { notBefore: wipe.nextStepAt };
    const device = await records.devices.read(started.deviceId);
    const heldUntil = mayBeFaulty && (await askBreaker(records, started, { now, lease, chance: chance() }));
    records.wipes.keep(heldUntil ? moveAttempt(started, heldUntil) : started);
    return heldUntil ? undefined : { wipe: started, device };
  });
}

const day = 24 * 60 * 60 * 1000;

/** The command lives a day longer than its message: a phone's clock may be off, and an expired one has to be asked for. */
async function send({ wipe, device }: Begun, ports: AttemptPorts): Promise<AttemptResult> {
  if (channelOf(wipe) === "tsm") return ports.askTsm ? ports.askTsm(wipe) : { outcome: "noTarget" };
  const now = ports.clock();
  if (!isReachable(device, now)) return { outcome: "noTarget" };
  const { at } = nextAttempt(ports.schedule, { openedAt: wipe.openedAt, now, chance: 0 });
  const timeToLive = at.getTime() - now.getTime();
  const command = await ports.signCommand(wipe, { now, expiresAt: new Date(at.getTime() + day) });
  return ports.sendCommand(device.pushTarget, { command, timeToLive });
}

async function record(begun: Begun, result: AttemptResult, ports: AttemptPorts): Promise<void> {
  const { transact, schedule, clock, chance, log } = ports;
  const { wipeId, attempts: number } = begun.wipe;
  const mayBeFaulty = result.outcome === "faultIsOurs" || (await ports.suspectFaults());
  const change = await transact(async (records) => {
    const now = clock();
    const wipe = await records.wipes.read(wipeId);
    if (!wipe) return undefined;
    const struck = await strike(records, begun, result, now);
    const told = mayBeFaulty
      ? await tellBreaker(records, begun.wipe, { result, now, chance: chance() })
      : { result };
    const next = nextAttempt(schedule, { openedAt: wipe.openedAt, now, chance: chance() });
    const ended = endAttempt(wipe, { number, result: told.result, next, now });
    // An attempt that a new registration overtook isn't counted: its number is the next one's.
    const isOvertaken = ended === wipe && wipe.attempts < number;
    records.wipes.keep(ended);
    if (struck) records.devices.keep(struck);
    if (!isOvertaken) records.attempts.keep(attemptOf(begun.wipe, result, now));
    return told.change;
  });
  if (change) log(change);
  log("attempt_made", { number, outcome: result.outcome });
}

function attemptOf(wipe: Wipe, { outcome }: AttemptResult, attemptedAt: Date) {
  return { wipeId: wipe.wipeId, number: wipe.attempts, commandId: commandIdOf(wipe), outcome, attemptedAt };
}

/** The device with a strike against its target; a target that was registered anew since the send has none. */
async function strike(
  records: Pick<Records, "devices">,
  { wipe, device: sentTo }: Begun,
  { outcome }: AttemptResult,
  now: Date,
): Promise<Device | undefined> {
  if (outcome !== "targetUnregistered" && outcome !== "targetInvalid") return undefined;
  const device = await records.devices.read(wipe.deviceId);
  const isSame = device?.pushTarget.seenAt.getTime() === sentTo?.pushTarget.seenAt.getTime();
  return device && isSame ? { ...device, pushTarget: unregistered(device.pushTarget, now) } : undefined;
}
