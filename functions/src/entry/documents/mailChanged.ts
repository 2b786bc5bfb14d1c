import { onDocumentUpdated } from "firebase-functions/firestore";
import { hasFailed } from "../../domain/mail.ts";
import { heedFailedMail } from "../../flow/heedFailedMail.ts";
import { mailOf } from "../../store/firestoreStore.ts";
import { secrets } from "../params.ts";
import { reminderPorts } from "../reminders.ts";

/**
 * Has a message go on to the next channel when the Trigger Email extension gave its mail up. On updates alone: a mail that is new or
 * was taken away has nothing to say. Retried by the platform; what is lost all the same stays with its mail in `ERROR`.
 */
export const mailChanged = onDocumentUpdated(
  { document: "mail/{messageId}", retry: true, timeoutSeconds: 120, secrets: [secrets.smsApiKey] },
  async ({ data, params }) => {
    const [before, after] = [mailOf(data?.before.data()), mailOf(data?.after.data())];
    if (!after || !hasFailed(after) || (before && hasFailed(before))) return;
    await heedFailedMail(params.messageId, reminderPorts());
  },
);
