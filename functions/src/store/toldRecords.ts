import type { Contact } from "../domain/contact.ts";
import type { DeviceView } from "../domain/deviceView.ts";
import type { Mail } from "../domain/mail.ts";
import type { Notice } from "../domain/notice.ts";
import type { Reminder } from "../domain/reminder.ts";
import type { ReminderBudget } from "../domain/reminderBudget.ts";
import { timesOf } from "../domain/sending.ts";
import { shardOf } from "../domain/shard.ts";
import type { Records } from "../flow/ports.ts";
import { ContactFields, MailFields } from "./contactCodecs.ts";
import type { DocumentTransaction } from "./documents.ts";
import { NoticeFields, ReminderBudgetFields, ReminderFields } from "./reminderCodecs.ts";
import { DocumentShelf, shelfOfEach } from "./shelf.ts";
import { DeviceViewFields } from "./viewCodecs.ts";

/** Below each holder, what that holder sees of each device. */
export function deviceViews(transaction: DocumentTransaction): Records["deviceViews"] {
  const shelfOf = shelfOfEach(
    (holderId) =>
      new DocumentShelf<DeviceView>(transaction, `holders/${holderId}/devices`, {
        path: ({ deviceId }) => deviceId,
        codec: DeviceViewFields,
      }),
  );
  return {
    read: (holderId, deviceId) => shelfOf(holderId).read(deviceId),
    keep: (holderId, view) => shelfOf(holderId).keep(view),
  };
}

/** What reminders and notices are kept in. */
export function reminding(
  transaction: DocumentTransaction,
): Pick<Records, "reminders" | "notices" | "reminderBudgets"> {
  return {
    reminders: new DocumentShelf<Reminder>(transaction, "reminders", {
      path: ({ reminderId }) => reminderId,
      codec: ReminderFields,
      derive: (reminder) => ({ shard: shardOf(reminder.reminderId), ...timesOf(reminder) }),
    }),
    notices: new DocumentShelf<Notice>(transaction, "notices", {
      path: ({ noticeId }) => noticeId,
      codec: NoticeFields,
      derive: (notice) => ({ shard: shardOf(notice.noticeId), ...timesOf(notice) }),
    }),
    reminderBudgets: new DocumentShelf<ReminderBudget>(transaction, "reminderBudgets", {
      path: ({ holderId }) => holderId,
      codec: ReminderBudgetFields,
    }),
  };
}

/** Where holders are reached, and the mails to them. */
export function messaging(transaction: DocumentTransaction): Pick<Records, "contacts" | "mails"> {
  return {
    contacts: new DocumentShelf<Contact>(transaction, "contacts", {
      path: ({ holderId }) => holderId,
      codec: ContactFields,
    }),
    mails: new DocumentShelf<Mail>(transaction, "mail", {
      path: ({ messageId }) => messageId,
      codec: MailFields,
    }),
  };
}
