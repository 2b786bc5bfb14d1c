import type { Device } from "./device.ts";
import { hexDigest } from "./hash.ts";
import { type MatterKind, matterKinds } from "./matter.ts";
import { beginSending, type Sending, sendingOf } from "./sending.ts";

/** What a reminder can be about: a wipe that isn't over, a hold that nobody decided on, or a matter of a device. */
export const reminderSubjects = ["notErased", "hold", ...matterKinds] as const;
export type ReminderSubject = "notErased" | "hold" | MatterKind;

/** A nudge to a person about something open. Whoever sends one looks first whether its subject is still open. */
export interface Reminder extends Sending {
  readonly reminderId: string;
  readonly holderId: string;
  readonly about: ReminderSubject;
  /** Document path of what is open. */
  readonly subject: string;
  /** Counts the reminders of one subject and kind; those that were missed are left out. */
  readonly number: number;
}

/** A reminder as it comes due; its id says which it is, so that it comes due once. */
export function remind(
  what: { holderId: string; about: ReminderSubject; subject: string; anchorAt: Date; number: number },
  now: Date,
): Reminder {
  const { anchorAt, ...rest } = what;
  return { reminderId: idOf(rest, anchorAt), ...rest, ...beginSending(now) };
}

/**
 * Whether a reminder of a device's matter is still of the one that is open: it is over once the day of the hand-over was
 * changed, another matter took its place, or the phone that wasn't seen was heard from since.
 */
export function isStillOf(reminder: Reminder, { matter, lastSeenAt }: Device): boolean {
  const isSame = matter !== undefined && reminder.reminderId === idOf(reminder, matter.anchorAt);
  if (!isSame || matter.about !== reminder.about) return false;
  return matter.about !== "unseen" || lastSeenAt <= reminder.dueAt;
}

function idOf(
  { subject, about, number }: Pick<Reminder, "subject" | "about" | "number">,
  anchorAt: Date,
): string {
  return hexDigest(subject, about, anchorAt.toISOString(), String(number));
}

/** A reminder with what has become of its sending. */
export function reminderWith(reminder: Reminder, sending: Sending): Reminder {
  const { reminderId, holderId, about, subject, number } = reminder;
  return { reminderId, holderId, about, subject, number, ...sendingOf(sending) };
}
