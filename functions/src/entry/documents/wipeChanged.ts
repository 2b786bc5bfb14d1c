import { onDocumentWritten } from "firebase-functions/firestore";
import { isShownWipeChange } from "../../domain/deviceView.ts";
import { isLegalWipeChange as isLegal } from "../../domain/legalChange.ts";
import { happenedToWipe } from "../../domain/notice.ts";
import { driveReminder } from "../../flow/driveReminder.ts";
import { driveWipe } from "../../flow/driveWipe.ts";
import { inTurn } from "../../flow/inTurn.ts";
import { putBackEdit } from "../../flow/putBackEdit.ts";
import { wipeOf as read, wipeAsReadOf } from "../../store/firestoreStore.ts";
import { attempt } from "../attempt.ts";
import { log } from "../log.ts";
import { secrets } from "../params.ts";
import { tell } from "../reminders.ts";
import { services } from "../services.ts";
import { show } from "../show.ts";

/**
 * Pays what a changed wipe owes: sends the attempt that is due, or schedules it, and then tells its holder what happened; an
 * edit that no table allows is put back.
 * The time-out is longer than one send with firebase-admin's own retries takes. Retried by the platform; what is lost all
 * the same is the sweep's.
 */
export const wipeChanged = onDocumentWritten(
  {
    document: "wipes/{wipeId}",
    retry: true,
    timeoutSeconds: 120,
    secrets: [secrets.commandSigningKey, secrets.smsApiKey],
  },
  async ({ data, params }) => {
    const { store, scheduleAttempt, scheduleReminder, clock } = services;
    const [before, after] = [data?.before.data(), data?.after.data()];
    const change = { path: `wipes/${params.wipeId}`, before, after, read, isLegal };
    const wipe = wipeAsReadOf(data?.after);
    if (await putBackEdit(change, { transact: store().transact, clock, log })) return;
    if (!wipe) return;
    const [was, is] = [read(before), wipe.wipe];
    const moved = { before: was?.remindAt, after: is.remindAt };
    // First the attempt, so that the phone waits for nothing; and all of it also where sending fails.
    await inTurn(
      () => driveWipe(wipe, { attempt, scheduleAttempt: scheduleAttempt(), clock }),
      async () => (isShownWipeChange(was, is) ? show(is.deviceId) : undefined),
      () => driveReminder(change.path, moved, { scheduleReminder: scheduleReminder(), clock }),
      () => tell(happenedToWipe(was, is)),
    );
  },
);
