import { openMatter } from "../../functions/src/domain/matter.ts";
import type { Happening } from "../../functions/src/domain/notice.ts";
import type { TryOutcome } from "../../functions/src/domain/sending.ts";
import { giveNotice, sendNotice } from "../../functions/src/flow/giveNotice.ts";
import { remindDue } from "../../functions/src/flow/remindDue.ts";
import type {
  OutgoingMessage,
  ReminderPorts,
  ReminderRules,
} from "../../functions/src/flow/reminderPorts.ts";
import { type Reminded, remindHolder } from "../../functions/src/flow/remindHolder.ts";
import { sendReminder } from "../../functions/src/flow/sendReminder.ts";
import { stepHolds } from "../../functions/src/flow/stepHolds.ts";
import { HoldWorld } from "./holdWorld.ts";
import { sampleRules } from "./sampleRules.ts";
import { sampleAuthentication, sampleDevice, sampleSigning } from "./samples.ts";
import { sampleRegistration } from "./world.ts";

/** The params' quiet hours: the samples' stories begin at 18:00 in that zone. */
export const night = { from: 21 * 60, until: 8 * 60, timeZone: "Asia/Tokyo" };

/** Another phone of the same person, with certificates of its own. */
export const newPhone = {
  ...sampleRegistration,
  secureElement: "f".repeat(64),
  deviceKey: { ...sampleDevice.deviceKey, x: "B".repeat(43) },
  pushTarget: { kind: "fcmToken", value: "push-target-2" },
  certificates: [sampleSigning, sampleAuthentication].map(({ kind, expiresAt }, i) => ({
    ...{ certificateId: `${i + 1}`.repeat(64), thumbprint: `${i + 1}`.repeat(43), kind, expiresAt },
  })),
} as const;

/** A world whose holders are reminded and told; the channels do as the test says. */
export class ReminderWorld extends HoldWorld {
  /** What was handed to the channels, whatever came of it. */
  readonly messages: OutgoingMessage[] = [];
  /** What the channels answer; a test may do something else meanwhile, or throw, as a crash does. */
  channels: () => Promise<TryOutcome> = async () => ({ channel: "push" });
  reminderRules: ReminderRules = sampleRules;
  chance = 0;
  /** The devices whose live view was made anew. */
  readonly shownAnew: string[] = [];
  /** What a task is to come for again, and when. */
  readonly reminderTasks: [subject: string, at: Date][] = [];

  remind(subject: Reminded): Promise<void> {
    return remindHolder(subject, this.reminderPorts());
  }

  send(reminderId: string): Promise<void> {
    return sendReminder(reminderId, this.reminderPorts());
  }

  give(happening: Happening): Promise<void> {
    return giveNotice(happening, this.reminderPorts());
  }

  /** One run of the hourly job: answers how many holds were stepped and how much else was taken up. */
  async remindAll(): Promise<[number, number]> {
    const ports = this.reminderPorts();
    const { transact, dueHolds, toRemind } = this.store;
    const send = (reminderId: string) => sendReminder(reminderId, ports);
    const { newId, scope } = this;
    const steps = await stepHolds({ ...ports, transact, dueHolds, send, newId, scope });
    const taken = await remindDue({
      ...{ toRemind, clock: ports.clock, log: ports.log },
      remind: (subject) => this.remind(subject),
      sendReminder: send,
      sendNotice: (noticeId) => sendNotice(noticeId, ports),
    });
    return [steps, taken];
  }

  /** The holder names the evening before a phone is handed over. */
  async nameEvening(deviceId: string, anchorAt: Date): Promise<void> {
    const { reminderRules: rules, clock } = this;
    await this.store.transact(async ({ devices }) => {
      const device = await devices.read(deviceId);
      const matter = openMatter("handOver", anchorAt, rules, clock());
      if (device) devices.keep({ ...device, matter });
    });
  }

  /** The fields of a collection's documents, in the order in which they were made. */
  stored(collection: "reminders" | "notices"): Readonly<Record<string, unknown>>[] {
    return this.documents.paths(collection).map((path) => this.documents.at(path) ?? {});
  }

  /** What the holder was told, by code. */
  codes(): readonly string[] {
    return this.messages.map(({ message }) => message.code);
  }

  reminderPorts(): ReminderPorts {
    return {
      transact: this.store.transact,
      rules: this.reminderRules,
      deliver: (message) => {
        this.messages.push(message);
        return this.channels();
      },
      resetHelps: async () => "unknown",
      show: async (deviceId) => {
        this.shownAnew.push(deviceId);
      },
      scheduleReminder: async (subject, at) => {
        this.reminderTasks.push([subject, at]);
      },
      clock: this.clock,
      chance: () => this.chance,
      log: this.log,
    };
  }
}
