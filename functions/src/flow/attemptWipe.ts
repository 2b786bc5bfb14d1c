import { type AttemptResult, beginAttempt, isReachable } from "../domain/attempt.ts";
import { nextAttempt } from "../domain/attemptSchedule.ts";
import { askedOfTsm } from "../domain/commanded.ts";
import type { Wipe } from "../domain/wipe.ts";
import { withReminder } from "../domain/wipeReminder.ts";
import { admit, channelOf } from "./heedBreaker.ts";
import type {
  AskTsm,
  ReadDevice,
  ReadWipe,
  ReplaceWipe,
  ScheduleTask,
  SendCommand,
  SignCommand,
  Transact,
  WipeAsRead,
} from "./ports.ts";
import { readCommanded, readInForce } from "./readCommanded.ts";
import {
  type BegunAttempt,
  mayMeetFaults,
  type RecordedIn,
  type RecordPorts,
  recordAttempt,
} from "./recordAttempt.ts";

/** What making an attempt needs. */
export interface AttemptPorts extends RecordPorts {
  readonly transact: Transact<RecordedIn>;
  /** Without locks: what was stopped never comes into force again. */
  readonly read: Transact<"certificates">;
  readonly readWipe: ReadWipe;
  readonly replaceWipe: ReplaceWipe;
  readonly readDevice: ReadDevice;
  readonly signCommand: SignCommand;
  readonly sendCommand: SendCommand;
  /** Absent where no SEI-TSM is configured. */
  readonly askTsm: AskTsm | undefined;
  readonly scheduleAttempt: ScheduleTask;
  /** How long an attempt may stay open, milliseconds. */
  readonly lease: number;
}

const mostTries = 5;

/**
 * Makes the attempt that a wipe owes now, if it owes one (1-2). The number is taken by compare-and-set before sending, so
 * two callers make one attempt; a crash between sending and writing is repeated, after the lease, under the same number and
 * command id, which the phone treats as one; a failure before sending is repeated likewise, but by the next call. Called too early, it
 * changes nothing and asks to be called again in time.
 * `known` spares a read to who has just read the wipe; it may be stale.
 */
export async function attemptWipe(wipeId: string, ports: AttemptPorts, known?: WipeAsRead): Promise<void> {
  let asRead = known ?? (await ports.readWipe(wipeId));
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (!asRead || (await attemptAsRead(asRead, ports))) return;
    asRead = await ports.readWipe(wipeId);
  }
  throw new Error(`contention: the wipe was written ${mostTries} times while it was read`);
}

/** False, and nothing done, when the wipe was written since it was read. */
async function attemptAsRead(asRead: WipeAsRead, ports: AttemptPorts): Promise<boolean> {
  const { wipe } = asRead;
  const due = beginAttempt(wipe, ports.clock(), ports.lease);
  if (!due) {
    if (wipe.nextStepAt) await ports.scheduleAttempt(wipe.wipeId, wipe.nextStepAt);
    return true;
  }
  // The clock of reminders starts here: what holds attempts back for long may never let one come to a result.
  const begun = withReminder(due, ports.wipeReminders);
  const ready = await makeReady(asRead, begun, ports);
  if (ready === "taken by another") return false;
  if (ready.isHeld) return true;
  const result = await send(ready, ports);
  await recordAttempt(ready.attempt, result, ports);
  return true;
}

interface Ready {
  readonly isHeld: boolean;
  readonly attempt: BegunAttempt;
  /** Absent where the SEI-TSM is asked, and where there is nothing that the app may erase. */
  readonly message: WipeMessage | undefined;
  /** Absent where the app is, and where there is nothing that the SEI-TSM may. */
  readonly request: Wipe | undefined;
}

/**
 * Takes the number and has everything there that a send needs. When something of it fails nothing has left yet, so the lease
 * is given back: whoever retries repeats the attempt at once, under the same number. From the send on only the lease can
 * tell a crash from an attempt under way.
 */
async function makeReady(
  asRead: WipeAsRead,
  begun: Wipe,
  ports: AttemptPorts,
): Promise<Ready | "taken by another"> {
  const taking = ports.replaceWipe(asRead, begun);
  try {
    // All at once, since each takes a round trip and the phone is waiting.
    const isTsms = channelOf(begun) === "tsm";
    const [isTaken, device, mayBeFaulty, message, inForce] = await Promise.all([
      taking,
      ports.readDevice(begun.deviceId),
      mayMeetFaults(ports),
      isTsms ? undefined : writeMessage(begun, ports),
      isTsms ? ports.read((records) => readInForce(records, begun)) : undefined,
    ]);
    if (!isTaken) return "taken by another";
    const { isHeld, isProbe } = mayBeFaulty ? await admit(begun, ports) : goAhead;
    const request = inForce && askedOfTsm(begun, inForce);
    return { isHeld, message, request, attempt: { wipe: begun, device, isProbe } };
  } catch (problem) {
    // Nobody else's number is given back; one whose taking failed may have been taken all the same.
    const isOthers = (await taking.catch(() => true)) === false;
    // When this fails too, Firestore is away, and the lease is what is left.
    if (!isOthers) await giveBack(asRead.wipe, begun, ports).catch(() => undefined);
    throw problem;
  }
}

const goAhead = { isHeld: false, isProbe: false } as const;

/** Leaves the attempt open and due as it was, unless the wipe has moved on. */
function giveBack({ nextStepAt }: Wipe, begun: Wipe, { transact }: AttemptPorts): Promise<void> {
  return transact(async (records) => {
    const wipe = await records.wipes.read(begun.wipeId);
    const isAsBegun =
      wipe?.attemptIsOpen === true &&
      wipe.attempts === begun.attempts &&
      wipe.nextStepAt?.getTime() === begun.nextStepAt?.getTime();
    if (isAsBegun && nextStepAt) records.wipes.keep({ ...wipe, nextStepAt });
  });
}

/** What goes to FCM; `timeToLive` in milliseconds. */
interface WipeMessage {
  readonly command: string;
  readonly timeToLive: number;
}

const day = 24 * 60 * 60 * 1000;

/** The command lives a day longer than its message: a phone's clock may be off, and an expired one has to be asked for. */
async function writeMessage(
  wipe: Wipe,
  { read, schedule, signCommand, clock }: AttemptPorts,
): Promise<WipeMessage | undefined> {
  const commanded = await read((records) => readCommanded(records, wipe));
  if (!commanded) return undefined;
  const now = clock();
  const { at } = nextAttempt(schedule, { ...wipe, now, chance: 0 });
  const command = await signCommand(commanded, { now, expiresAt: new Date(at.getTime() + day) });
  return { command, timeToLive: at.getTime() - now.getTime() };
}

async function send(
  { attempt: { wipe, device }, message, request }: Ready,
  { askTsm, sendCommand, clock }: AttemptPorts,
): Promise<AttemptResult> {
  const isTsms = channelOf(wipe) === "tsm";
  if (isTsms && !askTsm) return { outcome: "noTarget" };
  if (isTsms && request && askTsm) return askTsm(request);
  if (!message) return { outcome: "allInForce" };
  return isReachable(device, clock()) ? sendCommand(device.pushTarget, message) : { outcome: "noTarget" };
}
