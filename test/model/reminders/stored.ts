import { z } from "zod";
import type { Reminder } from "../../../functions/src/domain/reminder.ts";
import { ReminderFields } from "../../../functions/src/store/reminderCodecs.ts";
import type { Universe } from "./universe.ts";

/** Every reminder that is kept, in the order in which they were made. */
export function remindersOf({ documents }: Pick<Universe, "documents">): readonly Reminder[] {
  return documents.paths("reminders").map((path) => z.decode(ReminderFields, Object(documents.at(path))));
}
