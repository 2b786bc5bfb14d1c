import { onDocumentWritten } from "firebase-functions/firestore";
import { isLegalHoldChange as isLegal } from "../../domain/legalHoldChange.ts";
import { happenedToHold } from "../../domain/notice.ts";
import { putBackEdit } from "../../flow/putBackEdit.ts";
import { holdOf as read } from "../../store/firestoreStore.ts";
import { log } from "../log.ts";
import { secrets } from "../params.ts";
import { tell } from "../reminders.ts";
import { services } from "../services.ts";

/**
 * Tells the holder what became of certificates on hold. One that was edited in the console as no table allows is put back
 * instead: what a call put on hold, and its clock, stay.
 */
export const holdChanged = onDocumentWritten(
  { document: "holds/{holdId}", retry: true, secrets: [secrets.smsApiKey] },
  async ({ data, params }) => {
    const { store, clock } = services;
    const [before, after] = [data?.before.data(), data?.after.data()];
    const change = { path: `holds/${params.holdId}`, before, after, read, isLegal };
    if (await putBackEdit(change, { transact: store().transact, clock, log })) return;
    const hold = read(after);
    if (hold) await tell(happenedToHold(read(before), hold));
  },
);
