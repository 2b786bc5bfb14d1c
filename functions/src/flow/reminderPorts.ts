import type { Cadence } from "../domain/cadence.ts";
import type { Channel } from "../domain/contact.ts";
import type { Handset } from "../domain/device.ts";
import type { HibernationRule } from "../domain/hibernation.ts";
import type { MatterRules } from "../domain/matter.ts";
import type { Message } from "../domain/message.ts";
import type { QuietHours } from "../domain/quietHours.ts";
import type { ResetAnswer } from "../domain/resetCapability.ts";
import type { TryOutcome } from "../domain/sending.ts";
import type { Chance, Clock, Log, Records, ScheduleTask, Transact } from "./ports.ts";

/** When holders are reminded, as the deployment sets it. */
export interface ReminderRules extends MatterRules {
  readonly wipes: Cadence;
  readonly holds: Cadence;
  readonly hibernation: HibernationRule;
  readonly quiet: QuietHours;
  /** The most reminders a holder gets in any seven days. */
  readonly aWeek: number;
}

/** The kinds of record whose documents carry a clock of reminders. */
export const subjectCollections = ["wipes", "holds", "devices"] as const;
type SubjectCollection = (typeof subjectCollections)[number];

/** What a reminder is about: one document. */
export interface Subject {
  readonly collection: SubjectCollection;
  readonly id: string;
}

/** What is handed to the channels: for whom, what, and the devices that it must not reach. */
export interface OutgoingMessage {
  readonly messageId: string;
  readonly holderId: string;
  readonly message: Message;
  readonly notTo: readonly string[];
  /**
   * Since when a phone that no record shows to be in other hands any more may be: then SMS only to a number confirmed later, for
   * nobody knows which phone one rings on.
   */
  readonly elsewhereSince: Date | undefined;
  /** Whether it goes by mail besides push, because it may be somebody else's doing, and that one may have the phone. */
  readonly alsoByMail: boolean;
  /** Where an earlier try had got to. */
  readonly trying: Channel | undefined;
  /** Keeps which channel a try goes on to, before anything is sent there. */
  readonly goOnTo: (channel: Channel) => Promise<void>;
}

/** Sends by the first of the holder's channels that works; a repeat under the same id is one mail and one SMS. */
type Deliver = (message: OutgoingMessage) => Promise<TryOutcome>;

/** Where reminders, notices and what they are about are kept. */
type RemindedIn =
  | "wipes"
  | "cards"
  | "holders"
  | "holds"
  | "devices"
  | "certificates"
  | "reminders"
  | "notices"
  | "reminderBudgets"
  | "mails";

/** What reminding and telling need. */
export interface ReminderPorts {
  readonly transact: Transact<RemindedIn>;
  readonly rules: ReminderRules;
  readonly deliver: Deliver;
  /** Whether initialising this phone clears its secure element, as far as the registry knows. */
  readonly resetHelps: (handset: Handset) => Promise<ResetAnswer>;
  /** Makes the holder's live view of a device anew: what there is to do may have changed with time alone. */
  readonly show: (deviceId: string) => Promise<void>;
  /** Has a task come again for what isn't due yet. */
  readonly scheduleReminder: ScheduleTask;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}

/** The records that one reminder's decision reads and writes. */
export type ReminderRecords = Pick<Records, RemindedIn>;
