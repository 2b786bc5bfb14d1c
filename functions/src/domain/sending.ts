import type { Channel } from "./contact.ts";
import { afterQuiet, type QuietHours } from "./quietHours.ts";

/** How a message to a holder stands. */
export const sendingStates = ["due", "sent", "stopped"] as const;
type SendingState = (typeof sendingStates)[number];

export const stopCauses = ["closed", "noChannel", "notWanted", "failed"] as const;
/** Why it was never sent: what it is about was over, the holder can't be reached, wants no tips, or no way worked. */
export type StopCause = (typeof stopCauses)[number];

/** How far the sending of a reminder or notice has come. */
export interface Sending {
  readonly state: SendingState;
  /** When it was first due. */
  readonly dueAt: Date;
  readonly tries: number;
  /** How many of them are known to have failed; of the others it went out, or nobody knows. */
  readonly failedTries?: number;
  /** Present exactly while it is due: when it is tried, or tried again if the try under way never ends. */
  readonly nextStepAt?: Date;
  /** Only while it is due: the channel that a try had gone on to, at which whoever takes over begins. */
  readonly trying?: Channel;
  readonly sentAt?: Date;
  readonly channel?: Channel;
  readonly stoppedBecause?: StopCause;
  readonly stoppedAt?: Date;
}

/** What came of trying every channel that the holder has. */
export type TryOutcome =
  | { readonly channel: Channel }
  | {
      readonly unsent: Exclude<StopCause, "closed">;
      /** The channel that took it though nothing says that it gets there, while another is away. */
      readonly shown?: Channel;
    };

const minute = 60_000;
/** How long after each try the next one is, milliseconds; after the last one it is given up. */
const waits = [10 * minute, 60 * minute, 6 * 60 * minute, 24 * 60 * minute] as const;

/** A sending as it begins: due at once. */
export function beginSending(now: Date): Sending {
  return { state: "due", dueAt: now, tries: 0, nextStepAt: now };
}

/** Whether it may be tried now; another run may have it under way, or it is over. */
export function isSendable({ state, nextStepAt }: Sending, now: Date): boolean {
  return state === "due" && nextStepAt !== undefined && nextStepAt <= now;
}

/**
 * Takes a try: whoever comes later waits, and takes over if this one never ends. Given up instead once every try is used up, so
 * that one whose tries all crash is no burden for good.
 */
export function takeTry(sending: Sending, now: Date): Sending {
  if (sending.tries > waits.length) return stop(sending, "failed", now);
  const wait = waits[sending.tries] ?? waits[waits.length - 1] ?? 0;
  return { ...sending, tries: sending.tries + 1, nextStepAt: new Date(now.getTime() + wait) };
}

/** Puts a try off until nobody is disturbed; undefined where it needn't be. */
export function putOff(
  sending: Sending,
  quiet: QuietHours,
  { now, chance }: { now: Date; chance: number },
): Sending | undefined {
  const at = afterQuiet(now, quiet, chance);
  return at > now ? { ...sending, nextStepAt: at } : undefined;
}

/** What a try came to. One that failed on every channel stays due until its tries are used up. */
export function endTry(sending: Sending, outcome: TryOutcome, now: Date): Sending {
  if (sending.state !== "due") return sending;
  if ("channel" in outcome) return sentBy(outcome.channel, sending, now);
  const { unsent, shown } = outcome;
  const isLast = unsent !== "failed" || sending.tries > waits.length;
  // Where one took it the try hasn't surely failed, and in the end it has gone by that one.
  if (shown) return isLast ? sentBy(shown, sending, now) : afresh(sending);
  const failed = { ...sending, failedTries: (sending.failedTries ?? 0) + 1 };
  return isLast ? stop(failed, unsent, now) : afresh(failed);
}

function sentBy(channel: Channel, sending: Sending, now: Date): Sending {
  return { ...over(sending), state: "sent", sentAt: now, channel };
}

/** Notes that a try goes on to another channel: kept before anything is sent there. */
export function goOnTo(sending: Sending, trying: Channel): Sending {
  return sending.state === "due" ? { ...sending, trying } : sending;
}

/** Due again, where the channel that took it has failed since; begins there, and so goes on to the next. Its try is known to have failed. */
export function reopen(sending: Sending, failed: Channel, now: Date): Sending {
  if (sending.state !== "sent" || sending.channel !== failed) return sending;
  const { sentAt, channel, failedTries = 0, ...rest } = sending;
  return { ...rest, state: "due", failedTries: failedTries + 1, nextStepAt: now, trying: failed };
}

/** Every channel failed: the next try begins at the first again. */
function afresh(sending: Sending): Sending {
  const { trying, ...rest } = sending;
  return trying === undefined ? sending : rest;
}

/** A sending that is never made. */
export function stop(sending: Sending, stoppedBecause: StopCause, now: Date): Sending {
  return { ...over(sending), state: "stopped", stoppedBecause, stoppedAt: now };
}

/** Whether it stopped and surely went out by no channel; of a try that crashed nobody knows. */
export function wasNeverSent({ state, tries, failedTries = 0 }: Sending): boolean {
  return state === "stopped" && failedTries === tries;
}

/** A year and a month: as long as somebody may ask whether they were told. Milliseconds. */
const keptFor = 400 * 24 * 60 * minute;

/** Whether a message that was first due then is surely kept still, so that one that isn't there was never made. */
export function isKept({ dueAt }: Pick<Sending, "dueAt">, now: Date): boolean {
  return now.getTime() < dueAt.getTime() + keptFor;
}

/** When it ended, absent while it is due; and from when on it isn't kept any more. */
export function timesOf({ dueAt, sentAt, stoppedAt }: Sending): { expiresAt: Date; endedAt?: Date } {
  const endedAt = sentAt ?? stoppedAt;
  return { expiresAt: new Date(dueAt.getTime() + keptFor), ...(endedAt ? { endedAt } : {}) };
}

function over(sending: Sending): Sending {
  const { nextStepAt, trying, ...rest } = sending;
  return rest;
}

/** The sending alone of a record that has more than that. */
export function sendingOf(record: Sending): Sending {
  const { state, dueAt, tries, failedTries, nextStepAt, trying } = record;
  const { sentAt, channel, stoppedBecause, stoppedAt } = record;
  return {
    ...{ state, dueAt, tries },
    ...(failedTries === undefined ? {} : { failedTries }),
    ...(nextStepAt ? { nextStepAt } : {}),
    ...(trying ? { trying } : {}),
    ...(sentAt ? { sentAt } : {}),
    ...(channel ? { channel } : {}),
    ...(stoppedBecause ? { stoppedBecause } : {}),
    ...(stoppedAt ? { stoppedAt } : {}),
  };
}
