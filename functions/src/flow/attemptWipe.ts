import { type AttemptResult, beginAttempt, isReachable, moveAttempt } from "../domain/attempt.ts";
import { nextAttempt } from "../domain/attemptSchedule.ts";
import { ask, channelOf, readBreaker } from "./heedBreaker.ts";
import type { AskTsm, ScheduleAttempt, SendCommand, SignCommand, Transact } from "./ports.ts";
import { type BegunAttempt, type RecordedIn, type RecordPorts, recordAttempt } from "./recordAttempt.ts";

/** What making an attempt needs. */
export interface AttemptPorts extends RecordPorts {
  readonly transact: Transact<RecordedIn>;
  readonly signCommand: SignCommand;
  readonly sendCommand: SendCommand;
  /** Absent where no SEI-TSM is configured. */
  readonly askTsm: AskTsm | undefined;
  readonly scheduleAttempt: ScheduleAttempt;
  /** How long an attempt may stay open, milliseconds. */
  readonly lease: number;
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
  else await recordAttempt(found, await send(found, ports), ports);
}

async function begin(
  wipeId: string,
  ports: AttemptPorts,
): Promise<BegunAttempt | { notBefore: Date } | undefined> {
  const { transact, clock, chance, lease } = ports;
  const mayBeFaulty = await ports.suspectFaults();
  return transact(async (records) => {
    const now = clock();
    const wipe = await records.wipes.read(wipeId);
    const started = wipe && beginAttempt(wipe, now, lease);
    if (!started) return wipe?.nextStepAt && { notBefore: wipe.nextStepAt };
    const device = await records.devices.read(started.deviceId);
    const breaker = mayBeFaulty ? await readBreaker(records, started) : undefined;
    const admitted = breaker ? ask(breaker, { now, lease, chance: chance() }) : { isProbe: false };
    const { heldUntil, after, isProbe } = admitted;
    records.wipes.keep(heldUntil ? moveAttempt(started, heldUntil) : started);
    if (after) records.breakers.keep(after);
    return heldUntil ? undefined : { wipe: started, device, isProbe };
  });
}

const day = 24 * 60 * 60 * 1000;

/** The command lives a day longer than its message: a phone's clock may be off, and an expired one has to be asked for. */
async function send({ wipe, device }: BegunAttempt, ports: AttemptPorts): Promise<AttemptResult> {
  if (channelOf(wipe) === "tsm") return ports.askTsm ? ports.askTsm(wipe) : { outcome: "noTarget" };
  const now = ports.clock();
  if (!isReachable(device, now)) return { outcome: "noTarget" };
  const { at } = nextAttempt(ports.schedule, { openedAt: wipe.openedAt, now, chance: 0 });
  const timeToLive = at.getTime() - now.getTime();
  const command = await ports.signCommand(wipe, { now, expiresAt: new Date(at.getTime() + day) });
  return ports.sendCommand(device.pushTarget, { command, timeToLive });
}
