import { type AttemptResult, beginAttempt, endAttempt, isReachable } from "../domain/attempt.ts";
import { type AttemptSchedule, nextAttempt } from "../domain/attemptSchedule.ts";
import type { Device } from "../domain/device.ts";
import { unregistered } from "../domain/pushTarget.ts";
import { commandIdOf, type Wipe } from "../domain/wipe.ts";
import type { Clock, Log, ScheduleAttempt, SendCommand, SignCommand, Transact } from "./ports.ts";

interface Ports {
  readonly transact: Transact<"wipes" | "devices" | "attempts">;
  readonly signCommand: SignCommand;
  readonly sendCommand: SendCommand;
  readonly scheduleAttempt: ScheduleAttempt;
  readonly schedule: AttemptSchedule;
  /** How long an attempt may stay open, milliseconds. */
  readonly lease: number;
  readonly clock: Clock;
  readonly log: Log;
}

interface Begun {
  readonly wipe: Wipe;
  readonly device?: Device | undefined;
  readonly isDue: boolean;
}

/**
 * Makes the attempt that a wipe owes now, if it owes one (1-2). The number is taken before sending, so two callers make
 * one attempt; a crash between sending and writing is repeated, after the lease, under the same number and command id,
 * which the phone treats as one. Called too early, it changes nothing and asks to be called again in time.
 */
export async function attemptWipe(wipeId: string, ports: Ports): Promise<void> {
  const { transact, clock, lease } = ports;
  const begun = await transact(async (records): Promise<Begun | undefined> => {
    const wipe = await records.wipes.read(wipeId);
    if (!wipe) return undefined;
    const started = beginAttempt(wipe, clock(), lease);
    if (!started) return { wipe, isDue: false };
    const device = await records.devices.read(started.deviceId);
    records.wipes.keep(started);
    return { wipe: started, device, isDue: true };
  });
  if (begun?.isDue) await record(begun, await send(begun, ports), ports);
  else if (begun?.wipe.nextStepAt) await ports.scheduleAttempt(wipeId, begun.wipe.nextStepAt);
}

const day = 24 * 60 * 60 * 1000;

/** The command lives a day longer than its message: a phone's clock may be off, and an expired one has to be asked for. */
async function send({ wipe, device }: Begun, ports: Ports): Promise<AttemptResult> {
  if (!isReachable(device)) return { outcome: "noTarget" };
  const now = ports.clock();
  const timeToLive = nextAttempt(ports.schedule, wipe.openedAt, now).at.getTime() - now.getTime();
  const expiresAt = new Date(now.getTime() + timeToLive + day);
  const command = await ports.signCommand(wipe, { now, expiresAt });
  return ports.sendCommand(device.pushTarget, { command, timeToLive });
}

async function record(
  { wipe: begun, device: sentTo }: Begun,
  result: AttemptResult,
  ports: Ports,
): Promise<void> {
  const { transact, schedule, clock, log } = ports;
  const now = clock();
  const { attempts: number, wipeId } = begun;
  const isStrike = result.outcome === "targetUnregistered" || result.outcome === "targetInvalid";
  await transact(async (records) => {
    const wipe = await records.wipes.read(wipeId);
    const device = isStrike && (await records.devices.read(begun.deviceId));
    if (!wipe) return;
    records.wipes.keep(endAttempt(wipe, { number, result, schedule, now }));
    // A target that was registered anew since the send has had no strike.
    if (device && device.pushTarget.seenAt.getTime() === sentTo?.pushTarget.seenAt.getTime())
      records.devices.keep({ ...device, pushTarget: unregistered(device.pushTarget, now) });
    const commandId = commandIdOf(begun);
    records.attempts.keep({ wipeId, number, commandId, outcome: result.outcome, attemptedAt: now });
  });
  log(result.outcome === "faultIsOurs" ? "attempt_fault_is_ours" : "attempt_made", {
    number,
    outcome: result.outcome,
  });
}
