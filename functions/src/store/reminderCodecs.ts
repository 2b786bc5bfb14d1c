import { z } from "zod";
import { messageChannels } from "../domain/contact.ts";
import { noticeSubjects } from "../domain/notice.ts";
import { reminderSubjects } from "../domain/reminder.ts";
import { sendingStates, stopCauses } from "../domain/sending.ts";
import { at } from "./codecs.ts";

const sending = {
  state: z.enum(sendingStates),
  dueAt: at,
  tries: z.int(),
  failedTries: z.int().exactOptional(),
  nextStepAt: at.exactOptional(),
  trying: z.enum(messageChannels).exactOptional(),
  sentAt: at.exactOptional(),
  channel: z.enum(messageChannels).exactOptional(),
  stoppedBecause: z.enum(stopCauses).exactOptional(),
  stoppedAt: at.exactOptional(),
};

/** `reminders/{reminderId}`; `expiresAt`, derived, carries the TTL policy. */
export const ReminderFields = z.object({
  reminderId: z.string(),
  holderId: z.string(),
  about: z.enum(reminderSubjects),
  subject: z.string(),
  number: z.int(),
  ...sending,
});

/** `notices/{noticeId}`; `expiresAt`, derived, carries the TTL policy. */
export const NoticeFields = z.object({
  noticeId: z.string(),
  holderId: z.string(),
  about: z.enum(noticeSubjects),
  subject: z.string(),
  ...sending,
});

/** `reminderBudgets/{holderId}`; `expiresAt` carries the TTL policy. */
export const ReminderBudgetFields = z.object({
  holderId: z.string(),
  remindedAt: z.array(at),
  expiresAt: at.exactOptional(),
});
