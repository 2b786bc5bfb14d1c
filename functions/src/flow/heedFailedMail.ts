import { hasFailed } from "../domain/mail.ts";
import { noticeWith } from "../domain/notice.ts";
import { reminderWith } from "../domain/reminder.ts";
import { reopen } from "../domain/sending.ts";
import { sendNotice } from "./giveNotice.ts";
import type { ReminderPorts } from "./reminderPorts.ts";
import { sendReminder } from "./sendReminder.ts";

/**
 * Takes up a mail that never came: the reminder or notice that it was goes on to the next channel, as far as it still has
 * something to say, and once: its record says by which channel it went last. The mail's id is the record's own. A code that never came
 * is asked for again by whom it was for, and an address that is out of use has nobody to tell; both are only logged.
 */
export async function heedFailedMail(messageId: string, ports: ReminderPorts): Promise<void> {
  const { transact, clock, log } = ports;
  const now = clock();
  const was = await transact(async ({ mails, reminders, notices }) => {
    const mail = await mails.read(messageId);
    // Late news: it was sent after all, on an admin's order to the extension, or isn't kept any more.
    if (!mail || !hasFailed(mail)) return undefined;
    const reminder = await reminders.read(messageId);
    const notice = await notices.read(messageId);
    if (reminder) reminders.keep(reminderWith(reminder, reopen(reminder, "email", now)));
    if (notice) notices.keep(noticeWith(notice, reopen(notice, "email", now)));
    return reminder ? "reminder" : notice ? "notice" : "other";
  });
  if (was === undefined) return;
  log("mail_failed", { was });
  // Whatever is due: after a crash between the two, the event comes again and finds it reopened.
  if (was === "reminder") await sendReminder(messageId, ports);
  if (was === "notice") await sendNotice(messageId, ports);
}
