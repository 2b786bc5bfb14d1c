import type { Channel } from "./contact.ts";
import { afterQuiet, type QuietHours } from "./quietHours.ts";

export const sendingStates = ["due", "sent", "stopped"] as const;
export type SendingState = (typeof sendingStates)[number];

export const stopCauses = ["closed", "noChannel", "notWanted", "failed"] as const;
/** Why it was never sent: what it is about was over, the holder can't be reached, wants no tips, or no way worked. */
export type StopCause = (typeof stopCauses)[number];

/** How far the sending of a reminder or notice has come. */
export interface Sending {
  readonly state: SendingState;
  /** When it was first due. */
  readonly dueAt: Date;
  readonly tries: number;
  /** Present exactly while it is due: when it is tried, or tried again if the try under way never ends. */
  readonly nextStepAt?: Date;
  readonly sentAt?: Date;
  readonly channel?: Channel;
  readonly stoppedBecause?: StopCause;
}

/** What came of trying every channel that the holder has. */
export type Delivered =
  | { readonly channel: Channel }
  | { readonly undelivered: Exclude<StopCause, "closed"> };

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
  if (sending.tries > waits.length) return stop(sending, "failed");
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
export function endTry(sending: Sending, delivered: Delivered, now: Date): Sending {
  if (sending.state !== "due") return sending;
  if ("channel" in delivered)
    return { ...over(sending), state: "sent", sentAt: now, channel: delivered.channel };
  const isLast = delivered.undelivered !== "failed" || sending.tries > waits.length;
  return isLast ? stop(sending, delivered.undelivered) : sending;
}

/** A sending that is never made. */
export function stop(sending: Sending, stoppedBecause: StopCause): Sending {
  return { ...over(sending), state: "stopped", stoppedBecause };
}

function over(sending: Sending): Sending {
  const { nextStepAt, ...rest } = sending;
  return rest;
}

/** The sending alone of a record that has more than that. */
export function sendingOf(record: Sending): Sending {
  const { state, dueAt, tries, nextStepAt, sentAt, channel, stoppedBecause } = record;
  return {
    ...{ state, dueAt, tries },
    ...(nextStepAt ? { nextStepAt } : {}),
    ...(sentAt ? { sentAt } : {}),
    ...(channel ? { channel } : {}),
    ...(stoppedBecause ? { stoppedBecause } : {}),
  };
}
