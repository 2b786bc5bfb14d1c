import { hexDigest } from "./hash.ts";
import type { Hold } from "./hold.ts";

export const reminderStates = ["due", "sent", "stopped"] as const;
export type ReminderState = (typeof reminderStates)[number];

/** A nudge to a person about something open. Whoever sends one looks first whether its subject is still open. */
export interface Reminder {
  readonly reminderId: string;
  readonly holderId: string;
  readonly about: "hold";
  /** Document path of what is open. */
  readonly subject: string;
  /** Counts the reminders of one subject from 1. */
  readonly number: number;
  readonly state: ReminderState;
  readonly dueAt: Date;
}

/** The next reminder of a hold, due; its id says which it is, so that it comes due once. */
export function reminderOf({ holdId, holderId, reminders }: Hold, dueAt: Date): Reminder {
  const [number, subject] = [reminders + 1, `holds/${holdId}`];
  const reminderId = hexDigest(subject, String(number));
  return { reminderId, holderId, about: "hold", subject, number, state: "due", dueAt };
}
